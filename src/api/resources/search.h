// Finding a person by what is typed: a part of the name or number, the whole pinyin, or its initials with the
// last syllable begun (zm, zmin, zhoumin → 周敏). Made once for a list, asked of each of its people.
#pragma once

#include "record/organ.h"

#include <string>

namespace zhishi::api {

class Sought {
  public:
    explicit Sought(std::string typed); // empty: finds everybody
    bool finds(const record::Official& official) const;

  private:
    std::string typed_, letters_; // letters_: small, without spaces
};

} // namespace zhishi::api
