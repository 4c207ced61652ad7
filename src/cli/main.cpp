#include "cli/commands.h"

int main(int argc, char** argv) {
    return zhishi::cli::run(argc, argv);
}
