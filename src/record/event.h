// The event that every change leaves, in the same transaction: who did what to which record, and the chain of
// hashes that makes a later edit visible. The Merkle tree, checkpoints and witnesses come on top of `hash`
// and `commitment`.
#pragma once

#include "base/date.h"
#include "record/ids.h"

#include <string>

namespace zhishi::record {

struct Event {
    OrganId organ;
    long seq = 0; // from 1, without gaps, a sequence an organ
    base::Instant at;
    AccountId actor;         // empty: the program itself (first start, import by command)
    std::string act;         // plan_submit, log_entry_write …
    std::string object_type; // the table of the record that it is about
    std::string object_id;   // its key without the organ, parts joined by "/"
    long object_version = 0;
    std::string payload; // JSON: the rows touched with version and hash, the reason; erasable with its nonce
    std::string nonce;   // 32 bytes in hex
    std::string commitment; // SHA-256(nonce ‖ payload) in hex: stays when nonce and payload are erased
    std::string prior_hash; // of seq - 1; 64 zeros for the first
    std::string hash;       // SHA-256 over all the above but nonce and payload, in canonical bytes, in hex
};

// One version of a record as it was written: what its history shows.
struct RecordVersion {
    OrganId organ;
    std::string object_type;
    std::string object_id;
    long version = 0;
    long event_seq = 0;
    base::Instant at;
    AccountId actor;
    std::string act;
    std::string reason;
    std::string image; // the record as JSON, column by column
};

} // namespace zhishi::record
