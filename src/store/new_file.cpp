#include "store/new_file.h"

#include "store/crash_point.h"
#include "store/faults.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace zhishi::store {

namespace {

bool bring_to_disk(const std::string& path, int flags) {
    int file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) return false;
    bool is_done = ::fsync(file) == 0;
    ::close(file);
    return is_done;
}

bool exists(const std::string& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0;
}

} // namespace

base::Result<NewFile> NewFile::begin(const std::string& path) {
    if (exists(path)) return backup_file_exists(path);
    std::string written_path = path + ".part-" + std::to_string(::getpid());
    int file = ::open(written_path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return backup_failed(written_path + ": " + std::strerror(errno));
    ::close(file);
    return NewFile(path, std::move(written_path));
}

NewFile::NewFile(std::string path, std::string written_path)
    : path_(std::move(path)), written_path_(std::move(written_path)) {}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)), written_path_(std::exchange(other.written_path_, {})) {}

NewFile::~NewFile() {
    if (!written_path_.empty()) ::unlink(written_path_.c_str());
}

base::Result<void> NewFile::finish() {
    std::string folder = std::filesystem::path(path_).parent_path().string();
    pass(CrashPoint::backup_copied);
    if (!bring_to_disk(written_path_, O_RDWR))
        return backup_failed(written_path_ + ": " + std::strerror(errno));
    pass(CrashPoint::backup_renaming);
    int moved = ::renameat2(AT_FDCWD, written_path_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE);
    if (moved != 0 && errno == EEXIST) return backup_file_exists(path_);
    if (moved != 0 && errno == EINVAL) { // a file system that cannot do it in one step
        if (exists(path_)) return backup_file_exists(path_);
        moved = ::rename(written_path_.c_str(), path_.c_str());
    }
    if (moved != 0) return backup_failed(path_ + ": " + std::strerror(errno));
    written_path_.clear();
    pass(CrashPoint::backup_renamed);
    if (!bring_to_disk(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY))
        return backup_failed(folder + ": " + std::strerror(errno));
    return {};
}

} // namespace zhishi::store
