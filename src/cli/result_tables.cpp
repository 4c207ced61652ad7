#include "cli/result_tables.h"

#include "exchange/tables_workbook.h"

#include <sstream>
#include <string>
#include <utility>

namespace zhishi::cli {

base::Result<void> write_tables(const std::filesystem::path& out, std::vector<exchange::FileText> files) {
    if (out.extension() != ".xlsx") return exchange::write_files(out, files);
    for (exchange::FileText& file : files) {
        if (!file.write) continue;
        std::ostringstream text;
        file.write(text);
        file = {file.name, std::move(text).str()};
    }
    ZHISHI_TRY(std::string workbook, exchange::tables_workbook(files));
    std::filesystem::path folder = out.parent_path().empty() ? "." : out.parent_path();
    return exchange::write_files(folder, {{out.filename().string(), std::move(workbook)}});
}

} // namespace zhishi::cli
