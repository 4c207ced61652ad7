#include "exchange/workbook_archive.h"

#include "exchange/limits.h"

#include <array>
#include <zip.h>

namespace zhishi::exchange {

namespace {

constexpr size_t piece = size_t{64} << 10;

std::string megabytes(size_t bytes) {
    return std::to_string(bytes >> 20);
}

} // namespace

base::Error workbook_unreadable() {
    return base::bad_input(
        "workbook_unreadable",
        {"这个文件不是可读的 Excel 工作簿（.xlsx），或者已损坏、设了打开密码。请用表格软件打开后另存为"
         " .xlsx 再提交。",
         "The file is no readable workbook (.xlsx), or it is damaged or locked with a password: open it in "
         "a spreadsheet program and save it as .xlsx."});
}

base::Error workbook_too_large(base::Text which) {
    base::Error error = base::refused(base::ErrorKind::too_large, "workbook_too_large",
                                      {"工作簿过大：" + which.zh + "请拆分后分次提交。",
                                       "The workbook is too large: " + which.en + " Split it."});
    return error;
}

base::Result<std::unique_ptr<WorkbookArchive>> WorkbookArchive::open(std::string bytes) {
    if (bytes.size() > workbook_bytes_max)
        return workbook_too_large({"文件超过" + megabytes(workbook_bytes_max) + "MB。",
                                   "the file has more than " + megabytes(workbook_bytes_max) + " MB."});
    std::unique_ptr<WorkbookArchive> archive(new WorkbookArchive(std::move(bytes)));
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t* source =
        zip_source_buffer_create(archive->bytes_.data(), archive->bytes_.size(), 0, &fault);
    if (source) archive->handle_ = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &fault);
    if (source && !archive->handle_) zip_source_free(source);
    zip_error_fini(&fault);
    if (!archive->handle_) return workbook_unreadable();
    if (zip_get_num_entries(archive->handle_, 0) > static_cast<zip_int64_t>(workbook_entries_max))
        return workbook_too_large({"内部文件超过" + std::to_string(workbook_entries_max) + "个。",
                                   "it holds more than " + std::to_string(workbook_entries_max) + " parts."});
    return archive;
}

WorkbookArchive::~WorkbookArchive() {
    if (handle_) zip_discard(handle_);
}

bool WorkbookArchive::has(const std::string& part) const {
    return zip_name_locate(handle_, part.c_str(), ZIP_FL_ENC_RAW) >= 0;
}

std::vector<std::string> WorkbookArchive::parts() const {
    std::vector<std::string> names;
    for (zip_int64_t i = 0; i < zip_get_num_entries(handle_, 0); ++i)
        if (const char* name = zip_get_name(handle_, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW))
            names.emplace_back(name);
    return names;
}

base::Result<void> WorkbookArchive::read(const std::string& part,
                                         const std::function<bool(std::string_view)>& take) {
    zip_int64_t index = zip_name_locate(handle_, part.c_str(), ZIP_FL_ENC_RAW);
    if (index < 0) return workbook_unreadable();
    return read(static_cast<size_t>(index), take);
}

base::Result<void> WorkbookArchive::read(size_t index, const std::function<bool(std::string_view)>& take) {
    zip_stat_t facts;
    if (zip_stat_index(handle_, static_cast<zip_uint64_t>(index), 0, &facts) != 0 ||
        !(facts.valid & ZIP_STAT_COMP_SIZE))
        return workbook_unreadable();
    std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
        zip_fopen_index(handle_, static_cast<zip_uint64_t>(index), 0), &zip_fclose);
    if (!file) return workbook_unreadable();
    // What comes out is counted: an archive may say anything of its own sizes.
    std::uint64_t here = 0;
    std::array<char, piece> buffer;
    for (;;) {
        zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
        if (got < 0) return workbook_unreadable();
        if (got == 0) return {};
        here += static_cast<std::uint64_t>(got);
        unpacked_ += static_cast<std::uint64_t>(got);
        if (unpacked_ > workbook_unpacked_max)
            return workbook_too_large(
                {"解压后超过" + megabytes(workbook_unpacked_max) + "MB。",
                 "it unpacks to more than " + megabytes(workbook_unpacked_max) + " MB."});
        if (here > workbook_small && here / workbook_ratio_max > std::max<std::uint64_t>(facts.comp_size, 1))
            return workbook_too_large({"压缩比异常，不像正常的表格文件。",
                                       "it is packed more tightly than any "
                                       "real table."});
        if (!take({buffer.data(), static_cast<size_t>(got)})) return {};
    }
}

} // namespace zhishi::exchange
