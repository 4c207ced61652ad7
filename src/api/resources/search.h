// Finding a person by what is typed: a part of the name or number, the whole pinyin, or its initials with the
// last syllable begun (zm, zmin, zhoumin → 周敏).
#pragma once

#include "record/organ.h"

#include <string>

namespace zhishi::api {

bool matches(const record::Official& official, const std::string& sought);

} // namespace zhishi::api
