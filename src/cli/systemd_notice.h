// Tells systemd, where it started this process as Type=notify, how it fares: see sd_notify(3). Where nobody
// asked for it ($NOTIFY_SOCKET is not set) nothing is sent.
#pragma once

namespace zhishi::cli {

// Connections are taken from now on.
void tell_systemd_ready();
// Told to stop; requests under way are finished first.
void tell_systemd_stopping();

} // namespace zhishi::cli
