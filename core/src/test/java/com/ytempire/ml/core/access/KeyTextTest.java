package com.ytempire.ml.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyTextTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ID = "0123456789abcdef";
  private static final String SECRET = "a0".repeat(32);

  private static ApiKey stored(KeyText text) {
    return ApiKey.issue(text, "tests", Set.of(Scope.READ), null, Instant.EPOCH, "tests", null);
  }

  @Test
  void hasADocumentedFormAndNeverRepeats() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      String text = KeyText.random(RANDOM).reveal();
      assertThat(text).matches("ytk_[0-9a-f]{16}_[0-9a-f]{64}");
      assertThat(seen.add(text.substring(4, 20))).isTrue();
      assertThat(seen.add(text.substring(21))).isTrue();
    }
  }

  @Test
  void opensItsOwnKeyAfterItWasReadBack() {
    KeyText made = KeyText.random(RANDOM);

    KeyText read = KeyText.parse(made.reveal()).orElseThrow();

    assertThat(read.id()).isEqualTo(made.id());
    assertThat(read.opens(stored(made))).isTrue();
  }

  @Test
  void keepsTheSha256OfTheSecretsText() {
    // printf '%s' SECRET | sha256sum
    String text = "ytk_" + ID + "_" + "0".repeat(64);

    assertThat(KeyText.parse(text).orElseThrow().secretHash())
        .isEqualTo("60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55");
  }

  @Test
  void doesNotOpenAKeyWithAnotherSecretUnderTheSameId() {
    KeyText one = KeyText.parse("ytk_" + ID + "_" + SECRET).orElseThrow();
    KeyText other = KeyText.parse("ytk_" + ID + "_" + "a0".repeat(31) + "a1").orElseThrow();

    assertThat(other.opens(stored(one))).isFalse();
  }

  @Test
  void refusesEveryTextThatDiffersInForm() {
    String valid = "ytk_" + ID + "_" + SECRET;
    assertThat(KeyText.parse(valid)).isPresent();

    for (String other :
        List.of(
            "",
            "ytk_",
            "ytk_" + ID + "_",
            valid.toUpperCase(Locale.ROOT),
            "YTK_" + valid.substring(4),
            valid.replace('_', '-'),
            valid.replace("_a0", "-a0"),
            valid.replace("abcdef", "abcdeg"),
            valid.replace("abcdef", "abcdeF"),
            valid.substring(1),
            valid.substring(0, valid.length() - 1),
            valid.substring(0, valid.length() - 1) + "\u0660",
            valid.substring(0, valid.length() - 1) + "g",
            valid + "0",
            valid + "\n",
            " " + valid)) {
      assertThat(KeyText.parse(other)).as(other).isEmpty();
    }
  }

  @Test
  void printsNeitherSecretNorHash() {
    KeyText text = KeyText.random(RANDOM);

    assertThat(text.toString()).isEqualTo("ytk_" + text.id() + "_****");
    assertThat(stored(text).toString()).doesNotContain(text.secretHash());
  }
}
