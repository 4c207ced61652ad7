#include "exchange/xml_stream.h"

#include "exchange/limits.h"
#include "exchange/workbook_archive.h"

#include <expat.h>

namespace zhishi::exchange {

struct XmlStream::State {
    XML_Parser parser = nullptr;
    XmlHandlers handlers;
    size_t depth = 0;
    bool is_forbidden = false;
    bool is_at_fault = false;
};

namespace {

std::string_view without_prefix(std::string_view name) {
    size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void stop(XmlStream::State& state) {
    state.is_at_fault = true;
    XML_StopParser(state.parser, XML_FALSE);
}

void on_start(void* data, const XML_Char* name, const XML_Char** pairs) {
    auto& state = *static_cast<XmlStream::State*>(data);
    if (++state.depth > workbook_depth_max) return stop(state);
    XmlAttributes attributes;
    for (; *pairs; pairs += 2)
        attributes.emplace_back(without_prefix(pairs[0]), pairs[1]);
    state.handlers.start(without_prefix(name), attributes);
}

void on_end(void* data, const XML_Char* name) {
    auto& state = *static_cast<XmlStream::State*>(data);
    --state.depth;
    state.handlers.end(without_prefix(name));
}

void on_text(void* data, const XML_Char* text, int length) {
    auto& state = *static_cast<XmlStream::State*>(data);
    if (state.handlers.text) state.handlers.text({text, static_cast<size_t>(length)});
}

void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& state = *static_cast<XmlStream::State*>(data);
    state.is_forbidden = true;
    stop(state);
}

} // namespace

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
    for (const auto& [key, value] : attributes)
        if (key == name) return value;
    return {};
}

XmlStream::XmlStream(XmlHandlers handlers) : state_(std::make_unique<State>()) {
    state_->handlers = std::move(handlers);
    state_->parser = XML_ParserCreate(nullptr);
    XML_SetUserData(state_->parser, state_.get());
    XML_SetElementHandler(state_->parser, &on_start, &on_end);
    XML_SetCharacterDataHandler(state_->parser, &on_text);
    XML_SetStartDoctypeDeclHandler(state_->parser, &on_doctype);
}

XmlStream::~XmlStream() {
    XML_ParserFree(state_->parser);
}

bool XmlStream::feed(std::string_view bytes) {
    if (state_->is_at_fault) return false;
    state_->is_at_fault =
        XML_Parse(state_->parser, bytes.data(), static_cast<int>(bytes.size()), 0) != XML_STATUS_OK;
    return !state_->is_at_fault;
}

base::Result<void> XmlStream::finish() {
    if (!state_->is_at_fault && XML_Parse(state_->parser, "", 0, 1) != XML_STATUS_OK)
        state_->is_at_fault = true;
    if (state_->is_forbidden)
        return base::bad_input(
            "workbook_forbidden",
            {"文件中含有文档类型声明，正常的工作簿没有这种内容，已拒绝读取。",
             "The file declares a document type, which workbooks do not: it is not read."});
    if (state_->is_at_fault) return workbook_unreadable();
    return {};
}

} // namespace zhishi::exchange
