#include "store/faults.h"

#include "store/reader.h"

namespace zhishi::store {

using base::ErrorKind;
using base::refused;

base::Error database_unavailable(const std::string& cause) {
    return refused(
        ErrorKind::unavailable, "database_unavailable",
        {"数据库暂时无法使用，本次操作没有写入任何内容。请稍后重试；如仍不行，请系统管理员检查数据库服务和磁"
         "盘空间。",
         "The database cannot be used now and nothing was written: " + cause +
             ". Try again later; if it lasts, the system administrator checks the database service and "
             "the free space on its disk."});
}

base::Error database_is_in_use(const std::string& what) {
    return refused(
        ErrorKind::unavailable, "database_is_in_use",
        {"数据库正由另一个知事进程使用（" + what +
             "）。同一数据库只能由一个进程写入。请系统管理员先停止那个进程，再执行本命令。",
         "Another zhishi process uses this database (" + what +
             "). Only one process may write to it. The system administrator stops that process first, "
             "then runs this command again."});
}

base::Error database_is_newer(int database, int program) {
    std::string of_database = std::to_string(database), of_program = std::to_string(program);
    return refused(ErrorKind::conflict, "database_is_newer",
                   {"数据库结构版本为" + of_database + "，高于本程序支持的" + of_program +
                        "，继续使用可能损坏数据，已停止且未作任何改动。请系统管理员换用较新版本的程序。",
                    "The database has schema version " + of_database + ", this program knows up to " +
                        of_program +
                        ". It was left as it is. The system administrator installs the newer program."});
}

base::Error database_is_older(int database, int program) {
    std::string of_database = std::to_string(database), of_program = std::to_string(program);
    if (database == 0)
        return refused(
            ErrorKind::conflict, "database_is_older",
            {"数据库尚未建立。请系统管理员先执行 zhishi migrate 建立数据库。",
             "The database does not exist yet or is empty. The system administrator runs `zhishi migrate` "
             "to create it."});
    return refused(ErrorKind::conflict, "database_is_older",
                   {"数据库结构版本为" + of_database + "，本程序需要" + of_program +
                        "。请系统管理员先备份，再执行 zhishi migrate 升级数据库。",
                    "The database has schema version " + of_database + ", this program needs " + of_program +
                        ". The system administrator makes a backup, then runs `zhishi migrate`."});
}

base::Error database_is_foreign(const std::string& cause) {
    return refused(
        ErrorKind::conflict, "database_is_foreign",
        {"所指的数据库不是知事建立的数据库，未作任何改动。请系统管理员核对数据库地址，或指定一个空的数据库。",
         "This database was not made by zhishi and was left as it is (" + cause +
             "). The system administrator checks the address or names an empty database."});
}

base::Error database_setting_is_unsafe(const std::string& setting, const std::string& found,
                                       const std::string& wanted) {
    return refused(
        ErrorKind::unavailable, "database_setting_is_unsafe",
        {"数据库参数 " + setting + " 当前为“" + found +
             "”，断电时可能丢失已确认的数据，程序拒绝启动。请系统管理员将其改为“" + wanted + "”后重新启动。",
         "The database's setting " + setting + " is \"" + found +
             "\", with which data could be lost or be wrong. The system administrator sets it to \"" +
             wanted + "\" and starts again."});
}

base::Error url_is_wrong(const std::string& why_zh, const std::string& why_en) {
    return base::bad_input(
        "database_url_is_wrong",
        {"数据库地址不正确：" + why_zh + "。应写作 sqlite:文件 或 postgres://用户@主机:端口/数据库名。",
         "The database URL is wrong: " + why_en + ". Write sqlite:FILE or postgres://user@host:port/name."});
}

base::Error too_many_rows() {
    std::string most = std::to_string(query_rows_max);
    return refused(ErrorKind::too_large, "too_many_rows",
                   {"查询结果超过" + most + "条，无法一次列出。请缩小范围或分页查询。",
                    "More than " + most +
                        " rows were found, too many for one list. Narrow the range or read in pages."});
}

base::Error no_reader_is_free(int seconds) {
    std::string waited = std::to_string(seconds);
    return refused(
        ErrorKind::unavailable, "no_reader_is_free",
        {"系统繁忙，等候" + waited + "秒仍未能读取数据。请稍后重试；如经常出现，请系统管理员增加读取连接数。",
         "The system is busy: no connection for reading came free within " + waited +
             " seconds. Try again later; if it happens often, the system administrator raises the number "
             "of reading connections."});
}

base::Error backup_failed(const std::string& cause) {
    return refused(
        ErrorKind::unavailable, "backup_failed",
        {"备份未完成，没有留下备份文件。请系统管理员检查备份目录的权限和磁盘空间后重试。",
         "The backup was not made and left no file: " + cause +
             ". The system administrator checks the rights and the free space of the folder and tries "
             "again."});
}

base::Error backup_file_exists(const std::string& path) {
    return refused(ErrorKind::conflict, "backup_file_exists",
                   {"文件“" + path + "”已经存在，备份不会覆盖它。请换一个文件名。",
                    "The file \"" + path + "\" exists already and is not overwritten. Name another file."});
}

} // namespace zhishi::store
