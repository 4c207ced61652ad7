#include "scheme/yaml.h"

#include "base/text.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

namespace zhishi::scheme {

namespace {

struct Refused {
    YAML::Mark mark;
    std::string code;
    base::Text text;
};

// Builds the tree from yaml-cpp's events.
class Builder final : public YAML::EventHandler {
  public:
    Builder(const std::string& file, std::shared_ptr<const std::string> source)
        : file_(file), source_(std::move(source)), line_begins_{0} {
        for (size_t i = 0; i < source_->size(); ++i)
            if ((*source_)[i] == '\n') line_begins_.push_back(i + 1);
    }

    YamlNode take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        YamlNode node = start(mark, YamlNode::Kind::scalar);
        put(std::move(node));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_anchor(mark, 1); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_anchor(mark, anchor);
        if (tag != "?" && tag != "!" && !tag.empty())
            throw Refused{mark,
                          "yaml_tag",
                          {"方案文件不使用YAML标签，请删去。", "A scheme uses no YAML tags: remove it."}};
        YamlNode node = start(mark, YamlNode::Kind::scalar);
        node.text = value;
        node.is_quoted = tag == "!";
        put(std::move(node));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, anchor, YamlNode::Kind::list);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, anchor, YamlNode::Kind::map);
    }
    void OnMapEnd() override { close(); }

    Place place_of(const YAML::Mark& mark) const {
        if (mark.line < 0) return {file_, 1, 1};
        size_t line = std::min(static_cast<size_t>(mark.line), line_begins_.size() - 1);
        size_t begin = line_begins_[line];
        std::string_view before = std::string_view(*source_).substr(begin, static_cast<size_t>(mark.column));
        return {file_, mark.line + 1, static_cast<int>(base::character_count(before)) + 1};
    }

  private:
    struct Open {
        YamlNode node;
        YamlNode key;
        bool has_key = false;
    };

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != 0)
            throw Refused{mark,
                          "yaml_alias",
                          {"方案文件不使用YAML锚点和别名，请写出全文。",
                           "A scheme uses no YAML anchors or aliases: write it out."}};
    }
    YamlNode start(const YAML::Mark& mark, YamlNode::Kind kind) const {
        YamlNode node;
        node.kind = kind;
        node.place = place_of(mark);
        node.source = source_;
        size_t line = std::min(static_cast<size_t>(std::max(mark.line, 0)), line_begins_.size() - 1);
        node.begin = line_begins_[line] + static_cast<size_t>(std::max(mark.column, 0));
        return node;
    }
    void open(const YAML::Mark& mark, YAML::anchor_t anchor, YamlNode::Kind kind) {
        refuse_anchor(mark, anchor);
        if (open_.size() >= yaml_depth_max)
            throw Refused{mark, "yaml_depth", {"层次过深，请简化。", "Too many levels: make it simpler."}};
        open_.push_back({start(mark, kind), {}, false});
    }
    void close() {
        YamlNode node = std::move(open_.back().node);
        open_.pop_back();
        put(std::move(node));
    }
    void put(YamlNode node) {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.kind == YamlNode::Kind::list) {
            parent.node.items.push_back(std::move(node));
        } else if (!parent.has_key) {
            parent.key = std::move(node);
            parent.has_key = true;
        } else {
            parent.node.entries.push_back({std::move(parent.key), std::move(node)});
            parent.has_key = false;
        }
    }

    const std::string& file_;
    std::shared_ptr<const std::string> source_;
    std::vector<size_t> line_begins_;
    std::vector<Open> open_;
    YamlNode root_;
};

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const auto& entry : entries)
        if (entry.key.text == key) return &entry.value;
    return nullptr;
}

Place YamlNode::place_of(size_t offset) const {
    if (!source) return place;
    const std::string& file = *source;
    size_t at = begin;
    char quote = at < file.size() && is_quoted && (file[at] == '\'' || file[at] == '"') ? file[at] : '\0';
    if (quote != '\0') {
        ++at;
    } else if (at < file.size() && (file[at] == '|' || file[at] == '>')) {
        at = file.find('\n', at);
        while (at < file.size() && is_space(file[at]))
            ++at;
    }
    for (size_t i = 0; i < std::min(offset, text.size()) && at < file.size(); ++i) {
        if (is_space(text[i])) {
            // A run of white space in the file (a folded line) may stand for one blank of the value.
            bool is_last_blank = i + 1 >= text.size() || !is_space(text[i + 1]);
            if (is_last_blank)
                while (at < file.size() && is_space(file[at]))
                    ++at;
        } else {
            bool is_pair = (quote == '\'' && file[at] == '\'') || (quote == '"' && file[at] == '\\');
            at += is_pair ? 2 : 1;
        }
    }
    at = std::min(at, file.size());
    Place result = place;
    result.line = 1 + static_cast<int>(std::count(file.begin(), file.begin() + static_cast<long>(at), '\n'));
    size_t line_begin = at == 0 ? std::string::npos : file.rfind('\n', at - 1);
    line_begin = line_begin == std::string::npos ? 0 : line_begin + 1;
    result.column =
        1 +
        static_cast<int>(base::character_count(std::string_view(file).substr(line_begin, at - line_begin)));
    return result;
}

YamlNode parse_yaml(const std::string& file, const std::string& text, Faults& faults) {
    if (text.size() > scheme_bytes_max) {
        faults.add(
            {file, 1, 1}, "scheme_too_large",
            {"方案文件超过512 KiB，请拆分或精简。", "The scheme has more than 512 KiB: make it smaller."});
        return {};
    }
    if (size_t bad = base::find_bad_utf8(text); bad != std::string::npos) {
        int line =
            1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(bad), '\n'));
        faults.add(
            {file, line, 1}, "scheme_not_utf8",
            {"此行含有非UTF-8字节，请另存为UTF-8。", "This line is not UTF-8: save the file as UTF-8."});
        return {};
    }
    Builder builder(file, std::make_shared<const std::string>(text));
    try {
        std::istringstream stream(text);
        YAML::Parser parser(stream);
        if (!parser.HandleNextDocument(builder)) {
            faults.add({file, 1, 1}, "scheme_empty", {"方案文件是空的。", "The scheme file is empty."});
            return {};
        }
        YamlNode root = builder.take();
        if (parser.HandleNextDocument(builder)) {
            faults.add({file, 1, 1}, "yaml_several_documents",
                       {"一个方案文件只能含一份文档（不能有“---”分隔）。",
                        "A scheme file holds one document (no \"---\" between parts)."});
            return {};
        }
        return root;
    } catch (const Refused& refused) {
        faults.add(builder.place_of(refused.mark), refused.code, refused.text);
    } catch (const YAML::Exception& exception) {
        faults.add(builder.place_of(exception.mark), "yaml_form",
                   {"不是合法的YAML（" + exception.msg + "）。请检查缩进、冒号和引号。",
                    "Not well-formed YAML (" + exception.msg + "): check indentation, colons and quotes."});
    }
    return {};
}

} // namespace zhishi::scheme
