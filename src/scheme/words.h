// Texts kept once in few large pieces, and numbered from 0 in the order in which they came.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

using WordId = std::uint32_t;

inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

// Texts one after the other, the same one as often as it comes.
class TextList {
  public:
    void push_back(std::string_view text);
    std::string_view operator[](size_t place) const { return {texts_[place].start, texts_[place].length}; }
    size_t size() const { return texts_.size(); }
    void fetch_place(size_t place) const { __builtin_prefetch(&texts_[place]); }
    void fetch_text(size_t place) const { __builtin_prefetch(texts_[place].start); }

  private:
    std::vector<std::shared_ptr<char[]>> pieces_; // a copy of the list shares them: they never change
    size_t left_ = 0;                             // bytes in the last one
    char* next_ = nullptr;
    struct Text {
        const char* start;
        std::uint32_t length;
    };
    std::vector<Text> texts_;
};

// Different texts, each with its number.
class Words {
  public:
    WordId add(std::string_view text);        // its number, a new one where it is new
    WordId find(std::string_view text) const; // no_index: not there
    // The same for many at once, where the table is larger than the cache: what each needs is fetched while
    // the others are looked up. As long as `texts`.
    void find_all(std::span<const std::string_view> texts, std::span<WordId> ids) const;
    std::string_view text(WordId id) const { return texts_[id]; }
    size_t size() const { return texts_.size(); }

  private:
    struct Slot {
        std::uint32_t tag = 0; // of the hash: most of what is not the same differs here already
        WordId id = no_index;
    };
    size_t slot_of(std::string_view text, size_t hash) const; // where it stands or would stand
    void grow();

    TextList texts_;
    std::vector<Slot> slots_; // open addressing: a power of two, at most half full
};

} // namespace zhishi::scheme
