#include "exchange/write_files.h"

#include <fstream>

namespace zhishi::exchange {

namespace {

base::Error not_writable(const std::filesystem::path& path) {
    return base::refused(base::ErrorKind::unavailable, "folder_not_writable",
                         {"无法写入“" + path.string() + "”，未写出任何文件。请检查该文件夹的权限和剩余空间。",
                          "Cannot write to \"" + path.string() +
                              "\"; nothing was written. Check the folder's permissions and free space."});
}

} // namespace

base::Result<void> write_files(const std::filesystem::path& folder, const std::vector<FileText>& files) {
    std::error_code error;
    bool was_there = std::filesystem::exists(folder, error);
    std::filesystem::create_directories(folder, error);
    if (!std::filesystem::is_directory(folder, error)) return not_writable(folder);
    auto part_of = [&](const FileText& file) { return folder / (file.name + ".part"); };
    auto give_up = [&] {
        std::error_code ignored;
        for (const FileText& file : files)
            std::filesystem::remove(part_of(file), ignored);
        if (!was_there) std::filesystem::remove(folder, ignored);
        return not_writable(folder);
    };
    // A name that a folder holds cannot be taken: seen before anything is renamed.
    for (const FileText& file : files)
        if (std::filesystem::is_directory(folder / file.name, error)) return give_up();
    for (const FileText& file : files) {
        std::ofstream stream(part_of(file), std::ios::binary | std::ios::trunc);
        if (file.write)
            file.write(stream);
        else
            stream.write(file.text.data(), static_cast<std::streamsize>(file.text.size()));
        stream.flush();
        if (!stream) return give_up();
    }
    for (const FileText& file : files) {
        std::filesystem::rename(part_of(file), folder / file.name, error);
        if (error) return give_up();
    }
    return {};
}

} // namespace zhishi::exchange
