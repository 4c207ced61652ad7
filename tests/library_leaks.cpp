// What libraries leak and we cannot mend, told to the leak sanitizer. Each line with its reason.
//
// libxlsxwriter 1.1.4 keeps a second copy of the formula of a drop-down list: some twenty bytes a list.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libxlsxwriter\n";
}
