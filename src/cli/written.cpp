#include "cli/written.h"

namespace zhishi::cli {

base::Result<void> must_be_committed(const store::Written& written) {
    using Outcome = store::Written::Outcome;
    if (written.outcome == Outcome::committed) return {};
    if (written.outcome == Outcome::unavailable)
        return base::refused(base::ErrorKind::unavailable, "unavailable",
                             {"数据库暂时不能写入（" + written.cause + "）。请检查数据库后再运行一次。",
                              "The database cannot be written now (" + written.cause +
                                  "). Check it and run the command again."});
    if (written.outcome == Outcome::storage_full)
        return base::refused(
            base::ErrorKind::unavailable, "storage_full",
            {"数据库所在磁盘已满，没有写入。请清理磁盘后再运行一次。",
             "The disk of the database is full, and nothing was written. Make room and run the "
             "command again."});
    if (written.outcome == Outcome::unknown)
        return base::refused(
            base::ErrorKind::unavailable, "outcome_unknown",
            {"与数据库的连接在写入时中断，是否已写入尚不能确定（" + written.cause +
                 "）。请先检查数据库，核对结果后再决定是否重新运行。",
             "The connection to the database was lost while it was written, so whether it was is "
             "not known (" +
                 written.cause +
                 "). Check the database, then what is in it, before "
                 "you run the command again."});
    if (written.outcome == Outcome::not_unique)
        return base::refused(base::ErrorKind::conflict, "value_taken",
                             {"“" + written.failed_column + "”的值已被使用，没有写入。请换一个值。",
                              "The value of '" + written.failed_column +
                                  "' is taken, and nothing was written. Choose another."});
    std::string table = written.failed.table ? std::string(written.failed.table->name) : std::string();
    return base::refused(base::ErrorKind::conflict, "changed_meanwhile",
                         {"所依据的记录（" + table + "）刚刚被改动，没有写入。请再运行一次。",
                          "A record that this relied on (" + table +
                              ") was changed meanwhile, and nothing was written. Run the command again."});
}

} // namespace zhishi::cli
