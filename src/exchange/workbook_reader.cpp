#include "exchange/workbook_reader.h"

#include "base/text.h"
#include "exchange/cell_text.h"
#include "exchange/limits.h"
#include "exchange/workbook_archive.h"
#include "exchange/xml_stream.h"

#include <charconv>
#include <map>

namespace zhishi::exchange {

namespace {

constexpr const char* main_part = "xl/workbook.xml";
constexpr const char* relations_part = "xl/_rels/workbook.xml.rels";

bool is_true(std::string_view value) {
    return value == "1" || value == "true";
}

int number_of(std::string_view text, int otherwise) {
    int number = otherwise;
    auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() ? number : otherwise;
}

// One row after the other out of a sheet's XML: row > c > v, or c > is > t.
class SheetRows {
  public:
    SheetRows(const std::vector<std::string>& strings, const std::vector<bool>& day_styles,
              bool counts_from_1904, const std::function<bool(const WorkbookRow&)>& take)
        : strings_(strings), day_styles_(day_styles), counts_from_1904_(counts_from_1904), take_(take) {}

    XmlHandlers handlers() {
        return {[this](std::string_view name, const XmlAttributes& attributes) { start(name, attributes); },
                [this](std::string_view name) { end(name); },
                [this](std::string_view text) {
                    if (!is_value_) return;
                    value_ += text;
                    is_at_fault_ = is_at_fault_ || value_.size() > cell_bytes_max;
                }};
    }
    bool is_over() const { return is_over_; } // `take` has enough
    bool is_at_fault() const { return is_at_fault_; }

  private:
    void start(std::string_view name, const XmlAttributes& attributes) {
        if (is_over_ || is_at_fault_) return;
        if (name == "row") {
            row_.cells.clear();
            row_.number = static_cast<std::uint32_t>(
                number_of(attribute(attributes, "r"), static_cast<int>(row_.number) + 1));
            next_column_ = 0;
            is_at_fault_ = row_.number == 0 || row_.number > workbook_rows_max;
        } else if (name == "c") {
            std::string_view reference = attribute(attributes, "r");
            column_ = reference.empty() ? next_column_ : column_of(reference);
            is_at_fault_ = column_ < 0 || column_ >= static_cast<int>(table_columns_max);
            next_column_ = column_ + 1;
            type_ = attribute(attributes, "t");
            style_ = number_of(attribute(attributes, "s"), -1);
            value_.clear();
        } else if (name == "rPh") {
            is_reading_aid_ = true; // how a name is pronounced: no part of the text
        } else if (name == "v" || (name == "t" && !is_reading_aid_)) {
            is_value_ = true;
        }
    }

    void end(std::string_view name) {
        if (is_over_ || is_at_fault_) return;
        if (name == "v" || name == "t") {
            is_value_ = false;
        } else if (name == "rPh") {
            is_reading_aid_ = false;
        } else if (name == "c") {
            std::string text = shown();
            if (text.empty()) return;
            row_.cells.resize(std::max(row_.cells.size(), static_cast<size_t>(column_) + 1));
            row_.cells[static_cast<size_t>(column_)] = std::move(text);
        } else if (name == "row" && !row_.cells.empty()) {
            is_over_ = !take_(row_);
        }
    }

    std::string shown() {
        if (type_ == "s") {
            int place = number_of(value_, -1);
            is_at_fault_ = !value_.empty() && (place < 0 || static_cast<size_t>(place) >= strings_.size());
            return is_at_fault_ || value_.empty() ? "" : strings_[static_cast<size_t>(place)];
        }
        if (type_ == "inlineStr" || type_ == "str") return without_escapes(value_);
        if (type_ == "b") return value_.empty() ? "" : is_true(value_) ? "TRUE" : "FALSE";
        if (type_ == "e" || value_.empty()) return value_;
        bool is_day = style_ >= 0 && static_cast<size_t>(style_) < day_styles_.size() &&
                      day_styles_[static_cast<size_t>(style_)];
        return is_day ? day_text(value_, counts_from_1904_) : number_text(value_);
    }

    const std::vector<std::string>& strings_;
    const std::vector<bool>& day_styles_;
    bool counts_from_1904_;
    const std::function<bool(const WorkbookRow&)>& take_;
    WorkbookRow row_;
    int column_ = 0, next_column_ = 0, style_ = -1;
    std::string type_, value_;
    bool is_value_ = false, is_reading_aid_ = false, is_over_ = false, is_at_fault_ = false;
};

class ArchivedWorkbook : public WorkbookReader {
  public:
    explicit ArchivedWorkbook(std::unique_ptr<WorkbookArchive> archive) : archive_(std::move(archive)) {}

    base::Result<void> read_parts() {
        if (!archive_->has(main_part) || !archive_->has(relations_part)) return workbook_unreadable();
        ZHISHI_TRY_VOID(read_sheets());
        if (archive_->has("xl/styles.xml")) ZHISHI_TRY_VOID(read_styles());
        if (archive_->has("xl/sharedStrings.xml")) ZHISHI_TRY_VOID(read_strings());
        return {};
    }

    const std::vector<std::string>& sheets() const override { return names_; }

    base::Result<void> each_row(size_t sheet, const std::function<bool(const WorkbookRow&)>& take) override {
        base::check(sheet < parts_.size(), "a sheet that the workbook has");
        SheetRows rows(strings_, day_styles_, counts_from_1904_, take);
        XmlStream xml(rows.handlers());
        ZHISHI_TRY_VOID(archive_->read(parts_[sheet], [&](std::string_view bytes) {
            return xml.feed(bytes) && !rows.is_over() && !rows.is_at_fault();
        }));
        if (rows.is_at_fault()) return workbook_unreadable();
        if (rows.is_over()) return {};
        return xml.finish();
    }

  private:
    base::Result<void> read_part(const std::string& part, XmlHandlers handlers,
                                 const bool* is_too_large = nullptr) {
        XmlStream xml(std::move(handlers));
        ZHISHI_TRY_VOID(archive_->read(part, [&](std::string_view bytes) {
            return xml.feed(bytes) && !(is_too_large && *is_too_large);
        }));
        if (is_too_large && *is_too_large) return {};
        return xml.finish();
    }

    base::Result<void> read_sheets() {
        std::vector<std::pair<std::string, std::string>> found; // name, relation
        auto main_start = [&](std::string_view name, const XmlAttributes& attributes) {
            if (name == "workbookPr") counts_from_1904_ = is_true(attribute(attributes, "date1904"));
            if (name == "sheet" && found.size() < workbook_entries_max)
                found.emplace_back(attribute(attributes, "name"), attribute(attributes, "id"));
        };
        ZHISHI_TRY_VOID(read_part(main_part, {main_start, [](std::string_view) {}, {}}));
        std::map<std::string, std::string, std::less<>> targets;
        auto relation_start = [&](std::string_view name, const XmlAttributes& attributes) {
            if (name == "Relationship")
                targets.emplace(attribute(attributes, "Id"), attribute(attributes, "Target"));
        };
        ZHISHI_TRY_VOID(read_part(relations_part, {relation_start, [](std::string_view) {}, {}}));
        for (auto& [name, relation] : found) {
            auto target = targets.find(relation);
            if (target == targets.end()) return workbook_unreadable();
            // Named from xl/, or from the top of the archive; nothing outside the archive can be named at
            // all.
            const std::string& at = target->second;
            std::string part = at.starts_with('/') ? at.substr(1) : "xl/" + at;
            if (!part.starts_with("xl/worksheets/")) continue; // a chart's sheet has no rows
            if (!archive_->has(part)) return workbook_unreadable();
            names_.push_back(std::move(name));
            parts_.push_back(std::move(part));
        }
        if (parts_.empty()) return workbook_unreadable();
        return {};
    }

    base::Result<void> read_styles() {
        std::map<int, bool> own_formats; // by number: does it show a day?
        bool is_in_cell_formats = false;
        auto start = [&](std::string_view name, const XmlAttributes& attributes) {
            if (name == "numFmt")
                own_formats.emplace(number_of(attribute(attributes, "numFmtId"), -1),
                                    is_day_format(attribute(attributes, "formatCode")));
            if (name == "cellXfs") is_in_cell_formats = true;
            if (name != "xf" || !is_in_cell_formats) return;
            int number = number_of(attribute(attributes, "numFmtId"), 0);
            auto own = own_formats.find(number);
            day_styles_.push_back(own != own_formats.end() ? own->second : is_day_format(number));
        };
        auto end = [&](std::string_view name) {
            if (name == "cellXfs") is_in_cell_formats = false;
        };
        return read_part("xl/styles.xml", {start, end, {}});
    }

    base::Result<void> read_strings() {
        std::string text;
        size_t bytes = 0;
        bool is_value = false, is_reading_aid = false, is_too_large = false;
        auto start = [&](std::string_view name, const XmlAttributes&) {
            if (name == "si") text.clear();
            if (name == "rPh") is_reading_aid = true;
            if (name == "t") is_value = !is_reading_aid;
        };
        auto end = [&](std::string_view name) {
            if (name == "t") is_value = false;
            if (name == "rPh") is_reading_aid = false;
            if (name != "si") return;
            bytes += text.size() + sizeof(std::string);
            is_too_large = is_too_large || bytes > workbook_strings_max;
            if (!is_too_large) strings_.push_back(without_escapes(std::move(text)));
        };
        auto take_text = [&](std::string_view piece) {
            if (!is_value) return;
            text += piece;
            is_too_large = is_too_large || text.size() > cell_bytes_max;
        };
        ZHISHI_TRY_VOID(read_part("xl/sharedStrings.xml", {start, end, take_text}, &is_too_large));
        if (is_too_large)
            return workbook_too_large({"文字内容过多。", "it holds more text than is taken in one file."});
        return {};
    }

    std::unique_ptr<WorkbookArchive> archive_;
    std::vector<std::string> names_, parts_, strings_;
    std::vector<bool> day_styles_; // by the style of a cell
    bool counts_from_1904_ = false;
};

} // namespace

base::Result<std::unique_ptr<WorkbookReader>> WorkbookReader::open(std::string bytes) {
    ZHISHI_TRY(auto archive, WorkbookArchive::open(std::move(bytes)));
    auto workbook = std::make_unique<ArchivedWorkbook>(std::move(archive));
    ZHISHI_TRY_VOID(workbook->read_parts());
    return std::unique_ptr<WorkbookReader>(std::move(workbook));
}

} // namespace zhishi::exchange
