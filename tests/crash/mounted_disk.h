// A disk of a trial's own: ext4 in a file, whose power can be cut, or a small one in memory, which can be
// full. Needs the right to mount; where there is none the harness fails, for then nothing was tried.
#pragma once

#include <string>

namespace zhishi::crash {

class MountedDisk {
  public:
    enum class Kind { ext4, memory };
    MountedDisk(Kind kind, const std::string& folder, int megabytes);
    ~MountedDisk();
    MountedDisk(const MountedDisk&) = delete;
    MountedDisk& operator=(const MountedDisk&) = delete;

    const std::string& path() const { return path_; }
    void sync(); // everything so far survives a cut

    // Ext4: from now on nothing more reaches the disk, and what was not synced is lost.
    void cut_power();
    // Ext4: after a cut, with nobody using it: the journal is replayed, the file system checked and mounted.
    void come_back();

    void fill();  // to the last byte
    void empty(); // takes away what fill() wrote

  private:
    void mount();
    void unmount();
    Kind kind_;
    std::string image_, path_;
    int megabytes_;
};

} // namespace zhishi::crash
