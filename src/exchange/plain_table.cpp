#include "exchange/plain_table.h"

#include "base/text.h"
#include "exchange/limits.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace zhishi::exchange {

namespace {

constexpr size_t block_bytes = size_t{2} << 20;
constexpr size_t row_bytes_max = size_t{64} << 10; // of a plain row; a longer one is for the careful reader
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class File {
  public:
    explicit File(const std::filesystem::path& path) : handle_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        struct stat status {};
        if (handle_ >= 0 && ::fstat(handle_, &status) == 0 && S_ISREG(status.st_mode))
            size_ = static_cast<size_t>(status.st_size);
    }
    ~File() {
        if (handle_ >= 0) ::close(handle_);
    }
    File(const File&) = delete;
    size_t size() const { return size_; }

    // Bytes from `at` on into `bytes`, as many as there are up to its size.
    bool read(size_t at, std::string& bytes) const {
        size_t done = 0;
        while (done < bytes.size()) {
            ssize_t got =
                ::pread(handle_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(at + done));
            if (got < 0) return false;
            if (got == 0) break;
            done += static_cast<size_t>(got);
        }
        bytes.resize(done);
        return true;
    }

  private:
    int handle_;
    size_t size_ = 0;
};

bool is_ascii(std::string_view text) {
    std::uint64_t bits = 0, word = 0;
    size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::memcpy(&word, text.data() + i, 8);
        bits |= word;
    }
    for (; i < text.size(); ++i)
        bits |= static_cast<std::uint8_t>(text[i]);
    return (bits & 0x8080808080808080u) == 0;
}

std::string_view without_return(std::string_view line) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

std::vector<std::string_view> fields_of(std::string_view line) {
    std::vector<std::string_view> fields;
    for (;;) {
        size_t comma = line.find(',');
        fields.push_back(line.substr(0, comma));
        if (comma == line.npos) return fields;
        line.remove_prefix(comma + 1);
    }
}

class PlainTable {
  public:
    PlainTable(const std::filesystem::path& path, const std::vector<std::string>& columns,
               const std::vector<std::string>& others)
        : file_(path) {
        std::string head(std::min(file_.size(), row_bytes_max), '\0');
        if (file_.size() == 0 || file_.size() > table_bytes_max || !file_.read(0, head)) return;
        std::string_view text = head;
        if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
        size_t end = text.find('\n');
        if (end == text.npos) return;
        begin_ = static_cast<size_t>(text.data() - head.data()) + end + 1;
        std::string_view line = without_return(text.substr(0, end));
        if (line.find('"') != line.npos || base::find_bad_utf8(line) != line.npos) return;
        auto header = fields_of(line);
        width_ = header.size();
        for (const std::string& column : columns) {
            if (std::count(header.begin(), header.end(), column) != 1) return;
            places_.push_back(
                static_cast<size_t>(std::find(header.begin(), header.end(), column) - header.begin()));
        }
        for (const std::string& column : others) {
            auto count = std::count(header.begin(), header.end(), column);
            if (count > 1) return;
            auto place =
                static_cast<size_t>(std::find(header.begin(), header.end(), column) - header.begin());
            places_.push_back(count == 0 ? width_ : place);
        }
        is_plain_ = width_ <= table_columns_max;
    }

    bool is_plain() const { return is_plain_; }
    size_t block_count() const { return (file_.size() - begin_ + block_bytes - 1) / block_bytes; }

    // The rows that begin in this block. A row belongs to the block in which its first byte stands.
    bool read_block(size_t block, PlainRows& rows) const {
        size_t at = begin_ + block * block_bytes, from = block == 0 ? at : at - 1;
        std::string bytes(std::min(file_.size() - from, block_bytes + (at - from) + row_bytes_max), '\0');
        if (!file_.read(from, bytes)) return false;
        std::string_view text = bytes;
        size_t end = std::min(text.size(), block_bytes + (at - from)), first = 0;
        if (block > 0) {
            first = text.find('\n');
            if (first == text.npos || first >= end)
                return first != text.npos || at + row_bytes_max > file_.size();
            ++first;
        }
        if (end < text.size() && text[end - 1] != '\n') {
            size_t row_end = text.find('\n', end);
            bool is_last = from + text.size() == file_.size();
            if (row_end == text.npos && !is_last) return false;
            end = row_end == text.npos ? text.size() : row_end + 1;
        }
        text = text.substr(first, end - first);
        if (std::memchr(text.data(), '"', text.size())) return false;
        if (!is_ascii(text) && base::find_bad_utf8(text) != text.npos) return false;
        return read_rows(text, rows);
    }

  private:
    bool read_rows(std::string_view text, PlainRows& rows) const {
        std::vector<std::string_view> all(width_ + 1), asked(places_.size()); // the last one: of no column
        while (!text.empty()) {
            const char* end = static_cast<const char*>(std::memchr(text.data(), '\n', text.size()));
            size_t length = end ? static_cast<size_t>(end - text.data()) : text.size();
            std::string_view line = text.substr(0, length);
            if (end) line = without_return(line); // without a line feed after it, it belongs to the field
            text.remove_prefix(end ? length + 1 : length);
            const char *at = line.data(), *line_end = line.data() + line.size();
            for (size_t i = 0; i < width_; ++i) {
                const char* field = at;
                while (at < line_end && *at != ',')
                    ++at;
                bool is_last = i + 1 == width_;
                if (is_last != (at == line_end)) return false;
                all[i] = {field, static_cast<size_t>(at - field)};
                ++at;
            }
            for (size_t i = 0; i < places_.size(); ++i)
                asked[i] = all[places_[i]];
            if (!rows.take(asked.data())) return false;
        }
        return rows.finish();
    }

    File file_;
    bool is_plain_ = false;
    size_t begin_ = 0; // of the rows
    size_t width_ = 0;
    std::vector<size_t> places_;
};

} // namespace

bool read_plain_table(const std::filesystem::path& path, const std::vector<std::string>& columns,
                      const std::vector<std::string>& others,
                      const std::function<std::unique_ptr<PlainRows>()>& begin,
                      const std::function<bool(PlainRows&, size_t blocks)>& end) {
    PlainTable table(path, columns, others);
    if (!table.is_plain()) return false;
    size_t count = table.block_count(),
           threads = std::min<size_t>({count, std::max(1u, std::thread::hardware_concurrency()), 16});
    std::atomic<size_t> next{0};
    std::atomic<bool> is_plain{true};
    std::mutex mutex;
    std::condition_variable came_next;
    size_t turn = 0; // the block whose rows are given on next
    auto work = [&] {
        for (size_t block = next++; block < count && is_plain; block = next++) {
            std::unique_ptr<PlainRows> rows = begin();
            bool is_read = table.read_block(block, *rows);
            std::unique_lock lock(mutex);
            came_next.wait(lock, [&] { return turn == block || !is_plain; });
            if (is_plain && (!is_read || !end(*rows, count))) is_plain = false;
            ++turn;
            came_next.notify_all();
        }
    };
    std::vector<std::thread> helpers;
    for (size_t i = 1; i < threads; ++i)
        helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers)
        helper.join();
    return is_plain;
}

} // namespace zhishi::exchange
