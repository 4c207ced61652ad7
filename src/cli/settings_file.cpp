// The one file of the commands that sees yaml-cpp.
#include "cli/settings.h"

#include <yaml-cpp/yaml.h>

namespace zhishi::cli {

namespace {

base::Error unreadable(const std::string& path, int line, const base::Text& why) {
    std::string place = path + (line > 0 ? ":" + std::to_string(line) : "");
    base::Error error =
        base::bad_input("config_unreadable", {"无法读取设置文件 " + place + "：" + why.zh,
                                              "The settings file " + place + " cannot be read: " + why.en});
    error.place.file = path;
    error.place.line = line;
    return error;
}

} // namespace

base::Result<std::map<std::string, std::string, std::less<>>> read_settings_file(const std::string& path) {
    std::map<std::string, std::string, std::less<>> values;
    try {
        YAML::Node top = YAML::LoadFile(path);
        if (top.IsNull()) return values;
        if (!top.IsMap())
            return unreadable(path, 1,
                              {"应写成“名称： 值”，每行一项。", "write \"name: value\", one a line."});
        for (const auto& entry : top) {
            int line = entry.first.Mark().line + 1;
            if (!entry.first.IsScalar() || !entry.second.IsScalar())
                return unreadable(path, line,
                                  {"每项的值应为单个文字或数字。", "a value is a single word or number."});
            if (!values.emplace(entry.first.Scalar(), entry.second.Scalar()).second)
                return unreadable(path, line, {"同一项写了两次。", "a name stands twice."});
        }
    } catch (const YAML::Exception& fault) {
        return unreadable(path, fault.mark.line + 1,
                          {"文件不存在或不是有效的 YAML（" + fault.msg + "）。",
                           "it does not exist or is not YAML (" + fault.msg + ")."});
    }
    return values;
}

} // namespace zhishi::cli
