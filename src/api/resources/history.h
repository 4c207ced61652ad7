// The versions of a record, each with what changed against the one before it.
#pragma once

#include "api/http.h"
#include "api/resources/surroundings.h"

#include <string>
#include <string_view>
#include <vector>

namespace zhishi::api {

// Versions in which a record was still being written: of these states, what stands in the columns is not
// told; it counts as changed by the version that leaves the state.
struct Unfinished {
    std::vector<std::string_view> states, columns;
};

// object_id as in event.h: the key without the organ, parts joined by "/". hidden: columns that the actor may
// not see, left out of every version; a version in which nothing else changed is left out too. Whether the
// record may be read was asked before.
base::Result<Reply> history_of(const Surroundings& here, std::string_view object_type,
                               const std::string& object_id, const std::vector<std::string_view>& hidden,
                               const Unfinished& unfinished = {});

} // namespace zhishi::api
