#include "store/sqlite/lock_file.h"

#include "store/faults.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace zhishi::store::sqlite {

base::Result<LockFile> LockFile::take(const std::string& database_path) {
    std::string path = database_path + ".lock";
    int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return database_unavailable(path + ": " + std::strerror(errno));
    while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        int reason = errno;
        ::close(file);
        if (reason == EWOULDBLOCK) return database_is_in_use(path);
        return database_unavailable(path + ": " + std::strerror(reason));
    }
    return LockFile(file);
}

LockFile::~LockFile() {
    if (file_ >= 0) ::close(file_);
}

} // namespace zhishi::store::sqlite
