package com.ytempire.ml.core.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "models",
        "file:///srv",
        "ftp://a.example.com",
        "https://",
        "https://a.example.com/path",
        "https://a.*.example.com",
        "https://127.0.0.1",
        "https://a.example.com:0",
        "https://a.example.com:65536",
        "s3://*",
        "s3://models:9000",
        "https://user@a.example.com"
      })
  void refusesARuleThatItCannotRead(String rule) {
    assertThatThrownBy(() -> UrlRule.parse(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + rule + "'");
  }
}
