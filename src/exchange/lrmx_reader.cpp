#include "exchange/lrmx_reader.h"

#include "base/text.h"
#include "exchange/limits.h"
#include "exchange/list_file.h"
#include "exchange/workbook_archive.h"
#include "exchange/xml_stream.h"

#include <algorithm>
#include <array>

namespace zhishi::exchange {

namespace {

constexpr size_t lrmx_bytes_max = size_t{8} << 20; // a sheet with its photograph has some 200 KB
constexpr size_t lrmx_field_max = 4'000;           // bytes of a field that is read

bool is_lrmx_name(std::string_view name) {
    constexpr std::string_view ending = ".lrmx";
    if (name.size() < ending.size()) return false;
    return std::equal(ending.begin(), ending.end(), name.end() - ending.size(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

base::Error unreadable(const std::string& file, base::Text why) {
    std::string which = file.empty() ? std::string() : "“" + file + "”";
    return base::bad_input("lrmx_unreadable", {"任免审批表文件" + which + "无法读取：" + why.zh,
                                               "The file " + file + " cannot be read as lrmx: " + why.en});
}

// The texts of the fields that are kept, of a person's sheet.
class SheetFields {
  public:
    XmlHandlers handlers() {
        return {[this](std::string_view name, const XmlAttributes&) {
                    if (++depth_ == 1) is_person_ = name == "Person";
                    field_ = nullptr;
                    if (depth_ != 2) return;
                    if (name == "XingMing") field_ = &person_.name;
                    if (name == "XianRenZhiWu") field_ = &person_.post;
                    if (name == "NianDuKaoHeJieGuo") field_ = &grades_;
                },
                [this](std::string_view) {
                    --depth_;
                    field_ = nullptr;
                },
                [this](std::string_view text) {
                    if (field_ && field_->size() + text.size() <= lrmx_field_max) *field_ += text;
                }};
    }
    bool is_person() const { return is_person_; }
    LrmxPerson person() {
        // Names are spread over the box with blanks between the characters.
        std::string name;
        for (size_t i = 0; i < person_.name.size(); ++i)
            if (std::string_view(person_.name).substr(i).starts_with("\u3000"))
                i += 2;
            else if (static_cast<unsigned char>(person_.name[i]) > ' ')
                name += person_.name[i];
        person_.name = name;
        person_.post = std::string(base::trimmed(person_.post));
        std::replace(person_.post.begin(), person_.post.end(), '\n', ' ');
        person_.grades = grades_in(grades_);
        return std::move(person_);
    }

  private:
    LrmxPerson person_;
    std::string grades_;
    std::string* field_ = nullptr;
    size_t depth_ = 0;
    bool is_person_ = false;
};

base::Result<LrmxPerson> read_sheet(const std::string& file, std::string_view xml) {
    SheetFields fields;
    XmlStream stream(fields.handlers());
    stream.feed(xml);
    if (!stream.finish())
        return unreadable(file, {"内容不是完整的XML，或含有不允许的声明。",
                                 "it is no whole XML, or declares what it may not."});
    if (!fields.is_person()) return unreadable(file, {"根元素应为Person。", "its root must be Person."});
    LrmxPerson person = fields.person();
    if (person.name.empty()) return unreadable(file, {"缺少姓名。", "it has no name."});
    person.file = file;
    return person;
}

base::Result<std::vector<LrmxPerson>> read_archive(std::string bytes) {
    ZHISHI_TRY(auto archive, WorkbookArchive::open(std::move(bytes)));
    std::vector<LrmxPerson> people;
    std::vector<base::Error> faults;
    std::vector<std::string> parts = archive->parts();
    for (size_t part = 0; part < parts.size(); ++part) {
        if (!is_lrmx_name(parts[part])) continue;
        std::string name = as_utf8(parts[part]).value_or(parts[part]), xml;
        bool is_too_large = false;
        ZHISHI_TRY_VOID(archive->read(part, [&](std::string_view piece) {
            xml += piece;
            is_too_large = xml.size() > lrmx_bytes_max;
            return !is_too_large;
        }));
        if (is_too_large) {
            faults.push_back(unreadable(name, {"文件过大。", "it is too large."}));
            continue;
        }
        auto person = read_sheet(name, xml);
        if (person)
            people.push_back(std::move(*person));
        else
            faults.push_back(person.error());
    }
    if (faults.empty()) return people;
    base::Error error = faults.front();
    if (faults.size() > faults_listed_max) faults.resize(faults_listed_max);
    error.more = std::move(faults);
    return error;
}

} // namespace

bool is_lrmx(const std::string& bytes) {
    if (bytes.starts_with("PK")) {
        auto archive = WorkbookArchive::open(bytes);
        if (!archive) return false;
        auto parts = (*archive)->parts();
        return std::any_of(parts.begin(), parts.end(), is_lrmx_name);
    }
    std::string_view head = std::string_view(bytes).substr(0, 512);
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    head = base::trimmed(head);
    return head.starts_with("<?xml") || head.starts_with("<Person");
}

base::Result<std::vector<LrmxPerson>> read_lrmx(std::string bytes) {
    if (bytes.starts_with("PK")) return read_archive(std::move(bytes));
    if (bytes.size() > lrmx_bytes_max) return unreadable({}, {"文件过大。", "it is too large."});
    ZHISHI_TRY(LrmxPerson person, read_sheet({}, bytes));
    return std::vector<LrmxPerson>{std::move(person)};
}

std::vector<std::pair<int, std::string>> grades_in(std::string_view text) {
    // The longer word first: 称职 stands in the two behind it.
    constexpr std::array<std::string_view, 5> words{"优秀", "基本称职", "不称职", "不定等次", "称职"};
    std::vector<std::pair<int, std::string>> grades;
    std::vector<int> years; // named, but without a word yet
    for (size_t i = 0; i < text.size();) {
        auto is_digit = [&](size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
        if (is_digit(i)) {
            size_t end = i;
            int year = 0;
            for (; is_digit(end); ++end)
                if (end - i < 4) year = year * 10 + (text[end] - '0');
            if (end - i == 4 && year >= 1980 && year <= 2100) years.push_back(year);
            i = end;
            continue;
        }
        auto word = std::find_if(words.begin(), words.end(),
                                 [&](std::string_view one) { return text.substr(i).starts_with(one); });
        if (word == words.end()) {
            ++i;
            continue;
        }
        for (int year : years)
            grades.emplace_back(year, std::string(*word));
        years.clear();
        i += word->size();
    }
    std::stable_sort(grades.begin(), grades.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    return grades;
}

} // namespace zhishi::exchange
