#include "bench/province/table_file.h"

#include "bench/frame.h"

#include <cstdlib>

namespace zhishi::bench {

TableFile::TableFile(const std::string& path, std::string_view header)
    : file_(std::fopen(path.c_str(), "wb")), path_(path), buffer_(header) {
    if (!file_) give_up("cannot write " + path);
    buffer_.push_back('\n');
}

TableFile::~TableFile() {
    if (file_) std::fclose(file_);
}

TableFile& TableFile::decimal(int value, int parts) {
    if (value < 0) buffer_.push_back('-');
    std::string digits = std::to_string(std::abs(value) % parts + parts); // 1 and the places after the point
    buffer_.append(std::to_string(std::abs(value) / parts));
    while (digits.size() > 1 && digits.back() == '0')
        digits.pop_back();
    if (digits.size() > 1) buffer_.append(digits.replace(0, 1, "."));
    buffer_.push_back(',');
    return *this;
}

void TableFile::flush() {
    if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size())
        give_up("cannot write " + path_);
    buffer_.clear();
}

void TableFile::finish() {
    flush();
    bool is_closed = std::fclose(file_) == 0;
    file_ = nullptr;
    if (!is_closed) give_up("cannot write " + path_);
}

} // namespace zhishi::bench
