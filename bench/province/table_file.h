// A table of the batch door, written field by field; any failure ends the program that makes it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace zhishi::bench {

class TableFile {
  public:
    TableFile(const std::string& path, std::string_view header);
    ~TableFile(); // what was not finished is left as it is
    TableFile(const TableFile&) = delete;
    TableFile& operator=(const TableFile&) = delete;

    // The next field of the row; the caller writes none that would need quotes.
    TableFile& field(std::string_view text) {
        buffer_.append(text);
        buffer_.push_back(',');
        return *this;
    }
    // An id as an office counts: a letter and the number in so many digits.
    TableFile& id(char letter, std::uint64_t number, int digits = 7) {
        buffer_.push_back(letter);
        size_t end = buffer_.size() + static_cast<size_t>(digits);
        buffer_.resize(end);
        for (int i = 0; i < digits; ++i, number /= 10)
            buffer_[--end] = static_cast<char>('0' + number % 10);
        buffer_.push_back(',');
        return *this;
    }
    // 875 tenths are 87.5, 880 are 88; 8733 hundredths are 87.33.
    TableFile& tenths(int value) { return decimal(value, 10); }
    TableFile& hundredths(int value) { return decimal(value, 100); }
    TableFile& decimal(int value, int parts);
    // Ends the row.
    void end() {
        buffer_.back() = '\n';
        ++rows_;
        if (buffer_.size() > buffer_size) flush();
    }
    std::int64_t rows() const { return rows_; }
    void finish();

  private:
    static constexpr size_t buffer_size = 1 << 20;
    void flush();

    std::FILE* file_;
    std::string path_, buffer_;
    std::int64_t rows_ = 0;
};

} // namespace zhishi::bench
