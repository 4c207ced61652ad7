#include "scheme/words.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace zhishi::scheme {

void TextList::push_back(std::string_view text) {
    constexpr size_t piece_bytes = 64 * 1024;
    if (text.size() > left_ || !next_) {
        left_ = std::max(piece_bytes, text.size());
        pieces_.push_back(std::shared_ptr<char[]>(new char[left_]));
        next_ = pieces_.back().get();
    }
    std::memcpy(next_, text.data(), text.size());
    starts_.push_back(next_);
    lengths_.push_back(static_cast<std::uint32_t>(text.size()));
    next_ += text.size();
    left_ -= text.size();
}

size_t Words::slot_of(std::string_view text) const {
    size_t mask = slots_.size() - 1;
    size_t slot = std::hash<std::string_view>()(text) & mask;
    while (slots_[slot] != no_index && texts_[slots_[slot]] != text)
        slot = (slot + 1) & mask;
    return slot;
}

WordId Words::find(std::string_view text) const {
    return slots_.empty() ? no_index : slots_[slot_of(text)];
}

WordId Words::add(std::string_view text) {
    if (texts_.size() * 2 >= slots_.size()) grow();
    WordId& slot = slots_[slot_of(text)];
    if (slot == no_index) {
        slot = static_cast<WordId>(texts_.size());
        texts_.push_back(text);
    }
    return slot;
}

void Words::grow() {
    slots_.assign(std::max<size_t>(64, slots_.size() * 2), no_index);
    for (WordId id = 0; id < texts_.size(); ++id)
        slots_[slot_of(texts_[id])] = id;
}

} // namespace zhishi::scheme
