// A small invented bureau for the tests of directory and policy: a root, two sections, one sub-section.
//
//   局 (root)          leader 何远 (charge: root), leader 钱立 (charge: 投资处)
//   ├─ 投资处          head 孙明, staff 李静, staff 周敏
//   │   └─ 项目科      staff 吴凡 (no head of its own)
//   └─ 综合处          head 郑岚, staff 王宁
#pragma once

#include "record/directory.h"

#include <memory>
#include <string>

namespace zhishi::test {

base::Date day(const char* text);

// Parts to be changed by a test before the directory is built.
record::DirectoryParts bureau();
inline std::shared_ptr<const record::Directory> directory_of(record::DirectoryParts parts) {
    return std::make_shared<const record::Directory>(std::move(parts));
}
record::Post post(const char* id, const char* official, const char* unit, record::PostKind kind,
                  const char* from, const char* to = nullptr, bool is_main = true);
record::Official official(const char* id, const char* name);
record::Acting acting(const char* reviewer, const char* by, const char* from, const char* to);

} // namespace zhishi::test
