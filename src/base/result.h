// What a function returns that may fail for a reason outside the program (bad input, a refusal, a full disk).
//
// An Error says what happened in the two languages of the product, under a code that never changes its
// meaning. A mistake of our own is no Error: see check.h.
#pragma once

#include "base/check.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace zhishi::base {

// One sentence in Chinese and in English. Chinese is what users read; English stands beside it.
struct Text {
    std::string zh;
    std::string en;
    bool operator==(const Text&) const = default;
};

// Where in what came from outside: a JSON pointer ("/items/2/goal"), or a file with line and column (1-based;
// 0: not known).
struct Place {
    std::string pointer;
    std::string file;
    int line = 0;
    int column = 0;
    bool operator==(const Place&) const = default;
};

// The kind decides what the caller can do: send other input, log in, ask for a right, read again, wait.
enum class ErrorKind {
    bad_input,         // the input is wrong: what is in detail and place; nothing was changed
    not_authenticated, // nobody is logged in
    not_allowed,       // the person may see this thing but not do this with it
    not_found,         // does not exist, or lies outside what the person may know of
    conflict,          // somebody was faster, or the thing is in another state: read again
    stale,             // If-Match does not hold: the present version is in `present_version`
    too_large,
    too_many,
    unavailable, // the store cannot be reached, is full or read-only: try again later
    internal,    // our fault; logged with the request's number
};

struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string code; // snake_case, stable: month_is_closed
    Text text;        // what, why, what next, who can
    Place place;
    std::vector<Error> more; // further faults of the same input, each with its place
    long present_version = 0;
};

inline Error bad_input(std::string code, Text text, std::string pointer = {}) {
    return {ErrorKind::bad_input, std::move(code), std::move(text), {std::move(pointer), {}, 0, 0}, {}, 0};
}
inline Error refused(ErrorKind kind, std::string code, Text text) {
    return {kind, std::move(code), std::move(text), {}, {}, 0};
}

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    bool ok() const { return state_.index() == 0; }

    T& value() & {
        check(ok(), "value() of a failed Result");
        return *std::get_if<0>(&state_);
    }
    const T& value() const& {
        check(ok(), "value() of a failed Result");
        return *std::get_if<0>(&state_);
    }
    T&& value() && {
        check(ok(), "value() of a failed Result");
        return std::move(*std::get_if<0>(&state_));
    }
    const Error& error() const& {
        check(!ok(), "error() of a Result that holds a value");
        return *std::get_if<1>(&state_);
    }
    Error&& error() && {
        check(!ok(), "error() of a Result that holds a value");
        return std::move(*std::get_if<1>(&state_));
    }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

  private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : error_(std::move(error)), failed_(true) {}
    explicit operator bool() const { return !failed_; }
    bool ok() const { return !failed_; }
    const Error& error() const& {
        check(failed_, "error() of a Result that holds a value");
        return error_;
    }

  private:
    Error error_;
    bool failed_ = false;
};

} // namespace zhishi::base

// Takes the value out of a Result or returns its error from the enclosing function.
#define ZHISHI_CONCAT_(a, b) a##b
#define ZHISHI_CONCAT(a, b) ZHISHI_CONCAT_(a, b)
#define ZHISHI_TRY(declaration, expression)                                                                  \
    auto ZHISHI_CONCAT(try_result_, __LINE__) = (expression);                                                \
    if (!ZHISHI_CONCAT(try_result_, __LINE__))                                                               \
        return std::move(ZHISHI_CONCAT(try_result_, __LINE__)).error();                                      \
    declaration = std::move(ZHISHI_CONCAT(try_result_, __LINE__)).value()
#define ZHISHI_TRY_VOID(expression)                                                                          \
    if (auto try_result_void = (expression); !try_result_void) return try_result_void.error()
