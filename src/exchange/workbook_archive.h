// The archive of a workbook: its parts by name, unpacked as a stream and held to bounds.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace zhishi::exchange {

base::Error workbook_unreadable();
base::Error workbook_too_large(base::Text which);

class WorkbookArchive {
  public:
    static base::Result<std::unique_ptr<WorkbookArchive>> open(std::string bytes);
    ~WorkbookArchive();
    WorkbookArchive(const WorkbookArchive&) = delete;
    WorkbookArchive& operator=(const WorkbookArchive&) = delete;

    bool has(const std::string& part) const;
    std::vector<std::string> parts() const; // their names as they stand in the archive
    // Calls `take` with one piece after the other, until it returns false.
    base::Result<void> read(size_t part, const std::function<bool(std::string_view)>& take); // by its place
    base::Result<void> read(const std::string& part, const std::function<bool(std::string_view)>& take);

  private:
    explicit WorkbookArchive(std::string bytes) : bytes_(std::move(bytes)) {}

    std::string bytes_; // the archive reads from here
    zip* handle_ = nullptr;
    std::uint64_t unpacked_ = 0; // of all parts so far
};

} // namespace zhishi::exchange
