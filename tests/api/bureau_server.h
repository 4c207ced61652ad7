// The running server with the small bureau of tests/record in it, and an account for each of its people.
#pragma once

#include "tests/api/server_fixture.h"

#include <string>

namespace zhishi::test {

// Puts units, people, posts, charges and the calendar of 2026; accounts he, qian, sun, li, zhou, wu, zheng,
// wang bound to their officials, and `office`. `admin` is there already.
void move_in(RunningServer& running);

std::string path_of(const char* official, const char* what, const char* period = "2026-11");

} // namespace zhishi::test
