#include "tests/store/child.h"

#include <gtest/gtest.h>

int main(int count, char** arguments) {
    if (count > 2 && std::string(arguments[1]) == zhishi::test::child_word)
        return zhishi::test::child_main({arguments + 2, arguments + count});
    testing::InitGoogleTest(&count, arguments);
    return RUN_ALL_TESTS();
}
