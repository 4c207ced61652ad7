// Hashes against published values, passwords, tokens.
#include "crypto/hash.h"
#include "crypto/password.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace zhishi::test {

namespace {

constexpr crypto::PasswordCost least{1, 8192};

TEST(HashTest, sha256_of_the_standard) {
    // FIPS 180-4's examples, and NIST's of a million letters.
    EXPECT_EQ(crypto::sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(crypto::sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(crypto::sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(crypto::sha256_hex(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    EXPECT_EQ(crypto::to_hex(crypto::sha256("abc")), crypto::sha256_hex("abc"));
    EXPECT_NE(crypto::sha256_hex(std::string("a\0b", 3)), crypto::sha256_hex("a"));
}

TEST(HashTest, hex_and_base64url_of_rfc_4648) {
    EXPECT_EQ(crypto::to_hex(std::string("\x00\x7f\x80\xff", 4)), "007f80ff");
    EXPECT_EQ(crypto::to_base64url(""), "");
    EXPECT_EQ(crypto::to_base64url("f"), "Zg");
    EXPECT_EQ(crypto::to_base64url("fo"), "Zm8");
    EXPECT_EQ(crypto::to_base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(crypto::to_base64url("\xfb\xff"), "-_8");
}

TEST(HashTest, equality_is_equality) {
    EXPECT_TRUE(crypto::equal_in_constant_time("", ""));
    EXPECT_TRUE(crypto::equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(crypto::equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(crypto::equal_in_constant_time("abc", "ab"));
    EXPECT_FALSE(crypto::equal_in_constant_time(std::string("a\0b", 3), std::string("a\0c", 3)));
}

TEST(PasswordTest, matches_itself_alone) {
    std::string hash = crypto::hash_password("密码 pass-word 1!", least);
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_TRUE(crypto::password_matches("密码 pass-word 1!", hash, least));
    EXPECT_FALSE(crypto::password_matches("密码 pass-word 1", hash, least));
    EXPECT_FALSE(crypto::password_matches("", hash, least));
    EXPECT_NE(hash, crypto::hash_password("密码 pass-word 1!", least)) << "each hash has a salt of its own";
}

TEST(PasswordTest, no_password_matches_what_is_no_hash) {
    for (const char* text :
         {"", "x", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$broken", "$argon2i$v=19$m=8$x$y"})
        EXPECT_FALSE(crypto::password_matches("x", text, least)) << text;
}

TEST(PasswordTest, the_cost_of_the_product_stands_in_its_hash) {
    std::string hash = crypto::hash_password("x", crypto::PasswordCost());
    EXPECT_NE(hash.find("m=65536,t=3,p=1"), std::string::npos) << hash;
}

TEST(TokenTest, is_43_letters_and_never_the_same_from_any_thread) {
    auto random = crypto::system_random();
    std::vector<std::vector<std::string>> made(4);
    std::vector<std::thread> threads;
    for (auto& tokens : made)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                tokens.push_back(crypto::new_token(*random));
        });
    for (std::thread& thread : threads)
        thread.join();
    std::set<std::string> all;
    for (const auto& tokens : made)
        for (const std::string& token : tokens) {
            EXPECT_EQ(token.size(), 43u);
            EXPECT_TRUE(all.insert(token).second);
        }
}

} // namespace

} // namespace zhishi::test
