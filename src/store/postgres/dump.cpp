#include "store/postgres/dump.h"

#include "store/faults.h"
#include "store/new_file.h"

#include <libpq-fe.h>

#include <cerrno>
#include <cstring>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace zhishi::store::postgres {

namespace {

struct Address {
    std::string conninfo; // without the password
    std::string password;
};

base::Result<Address> address_of(const std::string& url) {
    char* message = nullptr;
    PQconninfoOption* options = PQconninfoParse(url.c_str(), &message);
    if (!options) {
        PQfreemem(message); // may repeat the url with its password
        return url_is_wrong("格式有误", "it cannot be read");
    }
    Address address;
    for (const PQconninfoOption* option = options; option->keyword; ++option) {
        if (!option->val) continue;
        if (std::strcmp(option->keyword, "password") == 0) {
            address.password = option->val;
            continue;
        }
        address.conninfo += std::string(option->keyword) + "='";
        for (const char* c = option->val; *c; ++c) {
            if (*c == '\'' || *c == '\\') address.conninfo += '\\';
            address.conninfo += *c;
        }
        address.conninfo += "' ";
    }
    PQconninfoFree(options);
    return address;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

base::Result<void> dump(const std::string& url, const std::string& path) {
    ZHISHI_TRY(Address address, address_of(url));
    ZHISHI_TRY(NewFile file, NewFile::begin(path));
    std::vector<std::string> words = {"pg_dump",           "--format=custom", "--no-password", "--file",
                                      file.written_path(), "--dbname",        address.conninfo};
    std::vector<std::string> variables;
    for (char** variable = environ; *variable; ++variable)
        if (!std::string_view(*variable).starts_with("PGPASSWORD=")) variables.emplace_back(*variable);
    if (!address.password.empty()) variables.push_back("PGPASSWORD=" + address.password);
    std::vector<char*> arguments = pointers_to(words), environment = pointers_to(variables);
    pid_t process = 0;
    int code = ::posix_spawnp(&process, "pg_dump", nullptr, nullptr, arguments.data(), environment.data());
    if (code != 0)
        return backup_failed(std::string("pg_dump did not start: ") + std::strerror(code) +
                             " (Debian has it in postgresql-client)");
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return backup_failed("pg_dump ended with status " + std::to_string(status));
    return file.finish();
}

} // namespace zhishi::store::postgres
