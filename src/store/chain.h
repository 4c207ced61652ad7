// Checks what the database holds of an organ against its chain of events: that no event is missing, changed
// or out of order, and that every record is as the last event that wrote it says.
//
// Who can rewrite the whole database can rewrite the chain with it. Against that stand the Merkle tree over
// these events, its checkpoints and their witnesses, which are to come on top of Event::hash and commitment;
// and the verifier that shares no code with this writer.
#pragma once

#include "base/result.h"
#include "record/ids.h"
#include "store/reader.h"

#include <string>
#include <vector>

namespace zhishi::store {

struct ChainFault {
    enum class Kind {
        seq_missing,        // an event is not there
        prior_hash_differs, // it does not follow the one before it
        hash_differs,       // it is not what it was when it was written
        commitment_differs, // its payload is not the one that was committed to
        payload_unreadable,
        row_missing,    // a record that an event wrote is not there
        row_differs,    // it is not what the last event that wrote it says
        row_unheard_of, // no event wrote it
        version_gap,    // an event wrote a version that does not follow the one before it
    };
    Kind kind = Kind::hash_differs;
    long seq = 0; // the event; 0: none
    std::string object_type, object_id;
    std::string what; // one sentence, with the place
};

struct ChainReport {
    long events_checked = 0;
    long payloads_erased =
        0; // nonce and payload were deleted, as the law may ask: nothing to hold rows against
    long rows_checked = 0;
    std::string head_hash; // of the last event
    std::vector<ChainFault> faults;
    bool is_whole() const { return faults.empty(); }
};

// Beyond so many faults the rest is not told: the first are what matters.
inline constexpr size_t chain_faults_max = 1'000;

base::Result<ChainReport> verify_chain(Reader& reader, const record::OrganId& organ);

} // namespace zhishi::store
