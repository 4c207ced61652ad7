#include "tests/crash/mounted_disk.h"

#include "bench/frame.h"
#include "bench/served_program.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <linux/types.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <thread>
#include <unistd.h>

namespace zhishi::crash {

namespace {

// EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: of fs/ext4/ext4.h, which no header for programs has.
constexpr unsigned long shut_down_request = _IOR('X', 125, __u32);
constexpr __u32 without_flushing_the_journal = 2;

[[noreturn]] void fail(const std::string& what) {
    bench::give_up(what + ": " + std::strerror(errno));
}

} // namespace

MountedDisk::MountedDisk(Kind kind, const std::string& folder, int megabytes)
    : kind_(kind), image_(folder + "/disk.ext4"), path_(folder + "/disk"), megabytes_(megabytes) {
    std::filesystem::create_directories(path_);
    if (kind_ == Kind::ext4) {
        std::filesystem::remove(image_);
        bench::run_program({"truncate", "-s", std::to_string(megabytes_) + "M", image_});
        bench::run_program({"/sbin/mkfs.ext4", "-q", "-F", image_});
    }
    mount();
}

MountedDisk::~MountedDisk() {
    for (int tries = 0; ::umount2(path_.c_str(), 0) != 0 && errno == EBUSY && tries < 100; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    std::error_code ignored;
    if (kind_ == Kind::ext4) std::filesystem::remove(image_, ignored);
}

void MountedDisk::mount() {
    if (kind_ == Kind::ext4)
        bench::run_program({"/bin/mount", "-o", "loop", image_, path_});
    else
        bench::run_program(
            {"/bin/mount", "-t", "tmpfs", "-o", "size=" + std::to_string(megabytes_) + "m", "none", path_});
}

void MountedDisk::unmount() {
    for (int tries = 0; ::umount2(path_.c_str(), 0) != 0; ++tries) {
        if (errno != EBUSY || tries > 200) fail("umount " + path_);
        std::this_thread::sleep_for(std::chrono::milliseconds(10)); // the killed process is still going
    }
}

void MountedDisk::sync() {
    int folder = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || ::syncfs(folder) != 0) fail("syncfs " + path_);
    ::close(folder);
}

void MountedDisk::cut_power() {
    int folder = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    __u32 how = without_flushing_the_journal;
    if (folder < 0 || ::ioctl(folder, shut_down_request, &how) != 0) fail("the shutdown of " + path_);
    ::close(folder);
}

void MountedDisk::come_back() {
    unmount();
    // Replays the journal as mounting would; what it had to repair beyond that would end this run (exit 4).
    bench::run_program({"/bin/sh", "-c", "/sbin/e2fsck -p '" + image_ + "' || [ $? -eq 1 ]"});
    bench::run_program({"/bin/sh", "-c", "/sbin/e2fsck -f -n '" + image_ + "' 2>&1"});
    mount();
}

void MountedDisk::fill() {
    std::string name = path_ + "/ballast";
    int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) fail(name);
    std::string bytes(64 * 1024, 'x');
    for (size_t size = bytes.size(); size > 0;) {
        ssize_t count = ::write(file, bytes.data(), size);
        if (count <= 0 && errno == ENOSPC)
            size /= 2; // down to the last byte
        else if (count <= 0)
            fail(name);
    }
    ::close(file);
}

void MountedDisk::empty() {
    std::filesystem::remove(path_ + "/ballast");
}

} // namespace zhishi::crash
