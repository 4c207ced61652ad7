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
    if (!text.empty()) std::memcpy(next_, text.data(), text.size());
    texts_.push_back({next_, static_cast<std::uint32_t>(text.size())});
    next_ += text.size();
    left_ -= text.size();
}

namespace {

size_t hash_of(std::string_view text) {
    return std::hash<std::string_view>()(text);
}

std::uint32_t tag_of(size_t hash) {
    return static_cast<std::uint32_t>(hash >> 32);
}

} // namespace

size_t Words::slot_of(std::string_view text, size_t hash) const {
    size_t mask = slots_.size() - 1, slot = hash & mask;
    std::uint32_t tag = tag_of(hash);
    while (slots_[slot].id != no_index && (slots_[slot].tag != tag || texts_[slots_[slot].id] != text))
        slot = (slot + 1) & mask;
    return slot;
}

WordId Words::find(std::string_view text) const {
    return slots_.empty() ? no_index : slots_[slot_of(text, hash_of(text))].id;
}

void Words::find_all(std::span<const std::string_view> texts, std::span<WordId> ids) const {
    constexpr size_t batch = 64;
    if (slots_.empty()) return std::fill(ids.begin(), ids.end(), no_index);
    size_t mask = slots_.size() - 1, hashes[batch];
    for (size_t begin = 0; begin < texts.size(); begin += batch) {
        size_t count = std::min(batch, texts.size() - begin);
        for (size_t i = 0; i < count; ++i) {
            hashes[i] = hash_of(texts[begin + i]);
            __builtin_prefetch(&slots_[hashes[i] & mask]);
        }
        auto first = [&](size_t i) { return slots_[hashes[i] & mask].id; };
        for (size_t i = 0; i < count; ++i)
            if (first(i) != no_index) texts_.fetch_place(first(i));
        for (size_t i = 0; i < count; ++i)
            if (first(i) != no_index) texts_.fetch_text(first(i));
        for (size_t i = 0; i < count; ++i)
            ids[begin + i] = slots_[slot_of(texts[begin + i], hashes[i])].id;
    }
}

WordId Words::add(std::string_view text) {
    if (texts_.size() * 2 >= slots_.size()) grow();
    size_t hash = hash_of(text);
    Slot& slot = slots_[slot_of(text, hash)];
    if (slot.id == no_index) {
        slot = {tag_of(hash), static_cast<WordId>(texts_.size())};
        texts_.push_back(text);
    }
    return slot.id;
}

void Words::grow() {
    slots_.assign(std::max<size_t>(64, slots_.size() * 2), Slot());
    for (WordId id = 0; id < texts_.size(); ++id) {
        size_t hash = hash_of(texts_[id]);
        slots_[slot_of(texts_[id], hash)] = {tag_of(hash), id};
    }
}

} // namespace zhishi::scheme
