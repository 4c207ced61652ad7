// This test program run once more as a process of its own, to be killed or to be starved of disk.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace zhishi::test {

class Child {
  public:
    // arguments: what child_main gets. Its standard output is read by the parent.
    explicit Child(const std::vector<std::string>& arguments);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    std::string read_line(); // empty: it has ended
    void kill();             // at once, as a crash would
    std::string read_rest(); // what it had written until it ended
    int wait();              // its exit status; -1 where it was killed

  private:
    pid_t process_ = -1;
    int output_ = -1;
    std::string held_;
};

// The child's side: what `main` runs when the program is started with arguments of Child.
int child_main(const std::vector<std::string>& arguments);
inline constexpr char child_word[] = "--as-child";

} // namespace zhishi::test
