#include "cli/systemd_notice.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace zhishi::cli {

namespace {

// That systemd does not hear is no reason not to serve: it notices by its own time limit.
void tell(std::string_view state) {
    const char* name = std::getenv("NOTIFY_SOCKET");
    if (!name || !*name) return;
    std::string_view path(name);
    sockaddr_un address{};
    if (path.size() >= sizeof address.sun_path) return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    if (path.front() == '@') address.sun_path[0] = '\0'; // a socket without a file
    int sender = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (sender < 0) return;
    auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    (void)::sendto(sender, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<sockaddr*>(&address),
                   length);
    ::close(sender);
}

} // namespace

void tell_systemd_ready() {
    tell("READY=1");
}

void tell_systemd_stopping() {
    tell("STOPPING=1");
}

} // namespace zhishi::cli
