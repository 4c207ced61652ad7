#include "workflow/password_rules.h"

#include "base/text.h"
#include "record/limits.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace zhishi::workflow {

namespace {

constexpr int kinds_min = 3;
constexpr size_t long_enough_min = 16; // a sentence needs no signs
constexpr size_t different_min = 6;    // of its characters

// Those that pass the other rules and are tried first all the same. Compared without case.
constexpr std::array<std::string_view, 40> common = {
    "password1!",   "password123",  "passw0rd123",  "p@ssw0rd123",  "p@ssw0rd1234", "p@ssword123",
    "password@123", "admin@1234",   "admin@12345",  "admin@123456", "admin12345",   "admin123456",
    "qwer1234!@",   "qwer@1234",    "qwer!@#$1234", "qwerty123456", "qwerty@123",   "1qaz@wsx3edc",
    "1qaz2wsx3edc", "1qaz!qaz2wsx", "!qaz2wsx#edc", "zaq12wsx!@",   "abc@123456",   "abc@12345678",
    "abcd@1234",    "abcd1234!@",   "aa12345678",   "aa123456789",  "aa@123456",    "aa@12345678",
    "a123456789",   "a1234567890",  "woaini1314",   "woaini@1314",  "woaini520@",   "iloveyou123",
    "welcome@123",  "changeme123!", "zhishi@2026",  "gongwuyuan@1",
};

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

int kinds_in(std::string_view password) {
    bool lower = false, upper = false, digit = false, other = false;
    for (char c : password) {
        if (c >= 'a' && c <= 'z')
            lower = true;
        else if (c >= 'A' && c <= 'Z')
            upper = true;
        else if (c >= '0' && c <= '9')
            digit = true;
        else
            other = true;
    }
    return lower + upper + digit + other;
}

} // namespace

std::optional<base::Error> password_fault(std::string_view password, std::string_view login,
                                          const char* pointer) {
    namespace limits = record::limits;
    auto fault = [&](const char* code, base::Text text) {
        return base::bad_input(code, std::move(text), pointer);
    };
    if (base::has_control_character(password) || password.find_first_of("\t\r\n") != std::string_view::npos)
        return fault("password_control_character",
                     {"密码中不能有换行、制表等控制字符。",
                      "A password may hold no line break, tab or other control character."});
    size_t length = base::character_count(password);
    if (length < limits::password_min)
        return fault("password_too_short",
                     {"密码至少 " + std::to_string(limits::password_min) + " 个字符。",
                      "A password has at least " + std::to_string(limits::password_min) + " characters."});
    if (length > limits::password_max)
        return fault("password_too_long",
                     {"密码最多 " + std::to_string(limits::password_max) + " 个字符。",
                      "A password has at most " + std::to_string(limits::password_max) + " characters."});
    std::set<char> different(password.begin(), password.end());
    if ((length < long_enough_min && kinds_in(password) < kinds_min) || different.size() < different_min)
        return fault("password_too_simple", {"密码过于简单：请包含大写字母、小写字母、数字、其他符号中的至少"
                                             "三种，或使用 16 个字符以上的长密码，"
                                             "并避免重复的字符。",
                                             "Too simple: use three of capital letters, small letters, "
                                             "digits and other signs, or 16 characters "
                                             "and more, and do not repeat the same few."});
    std::string lower = lower_case(password);
    if (!login.empty() && lower.find(lower_case(login)) != std::string::npos)
        return fault("password_has_login", {"密码中不能包含登录名。请换一个。",
                                            "A password may not contain the login. Choose another."});
    if (std::find(common.begin(), common.end(), lower) != common.end())
        return fault("password_too_common",
                     {"这是很多人都在用的密码，极易被猜中。请换一个。",
                      "Many people use this password, and it is guessed first. Choose another."});
    return std::nullopt;
}

} // namespace zhishi::workflow
