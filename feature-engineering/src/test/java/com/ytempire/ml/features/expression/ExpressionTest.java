package com.ytempire.ml.features.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static final List<String> NAMES = List.of("a", "b", "n");
  private static final double[] INPUTS = {3, 4, Double.NaN};

  private static double value(String text) {
    Expression expression = Expression.parse(text);
    ExpressionType type = new TypeChecker(name -> ExpressionType.WHOLE).check(expression);
    assertThat(type).isNotNull();
    return new ExpressionCompiler(NAMES::indexOf).compile(expression).evaluate(INPUTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 + 2 * 3; 7",
        "(1 + 2) * 3; 9",
        "2 * 3 - 4 / 2; 4",
        "8 / 4 / 2; 1",
        "10 - 4 - 3; 3",
        "-a * b; -12",
        "- - a; 3",
        "2 × 3 ÷ 4 − 1; 0.5",
        "1_000 + 1e3 + .5; 2000.5",
        "a < b; 1",
        "a >= b; 0",
        "a == 3 and b != 3; 1",
        "not a == 3 or b == 4; 1",
        "not (a == 3 or b == 4); 0",
        "a > 1 and b > 1 or a > 9; 1",
        "min(a, b, 2); 2",
        "max(a, b); 4",
        "log(exp(2)); 2",
        "log1p(0); 0",
        "sqrt(b); 2",
        "abs(a - b); 1",
        "if(a > 3, 1, 2); 2",
        "coalesce(n, null, b); 4",
        "if(is_null(n), 7, 8); 7",
        "if(is_null(a), 7, 8); 8",
        "a > 9 and n > 1; 0",
        "n > 1 and a > 9; 0",
        "a > 1 or n > 1; 1",
        "n > 1 or a > 1; 1"
      })
  void evaluates(String text, double expected) {
    assertThat(value(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a / 0",
        "0 / 0",
        "n + 1",
        "n * 0",
        "-n",
        "n == n",
        "n != 1",
        "not n > 1",
        "log(0)",
        "log(-1)",
        "log1p(-1)",
        "sqrt(-1)",
        "exp(1000)",
        "1e300 * 1e300",
        "min(a, n)",
        "max(n, a)",
        "abs(n)",
        "if(n > 1, a, b)",
        "coalesce(n, n)",
        "a > 1 and n > 1",
        "a > 9 or n > 1",
        "null"
      })
  void yieldsNull(String text) {
    assertThat(value(text)).isNaN();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a +; 3; unexpected the end",
        "a b; 2; unexpected 'b'",
        "and a; 0; unexpected 'and'",
        "min(a; 5; expected ')'",
        "min(a); 0; min takes 2 to 16 arguments, not 1",
        "1.2.3; 3; unexpected '.3'",
        "2x; 0; neither a number nor a name",
        "1e; 0; expected digits after the e",
        "1e999; 0; too large",
        "a ! b; 2; '!' is not part of the language",
        "(); 1; unexpected ')'",
        "a < b < 3; 2; not a condition"
      })
  void refuses(String text, int offset, String message) {
    assertThatThrownBy(() -> value(text))
        .isInstanceOfSatisfying(
            ExpressionException.class,
            mistake -> {
              assertThat(mistake).hasMessageContaining(message);
              assertThat(mistake.offset()).isEqualTo(offset);
            });
  }

  @Test
  void hostileTextIsRefusedOrParsedButNeverExhaustsTheStack() {
    for (String part : List.of("(", "-", "not ", "a+", "min(", "if(a>1,", "a<", "a and ")) {
      String text = part.repeat(3900 / part.length()) + "a";
      assertThatThrownBy(() -> Expression.parse(text)).isInstanceOf(ExpressionException.class);
    }
    assertThatThrownBy(() -> Expression.parse("a".repeat(5000)))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void randomTextNeverFailsOtherwiseThanWithAPlace() {
    long seed = 20260105;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    List<String> words =
        List.of("a", "n", "1", "(", ")", "+", "-", "<", "and", "not ", ",", "if(", "min(", "null");
    int parsed = 0;
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int w = random.nextInt(9); w >= 0; w--) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      try {
        value(text.toString());
        parsed++;
      } catch (ExpressionException mistake) {
        assertThat(mistake.offset()).isBetween(0, text.length());
      }
    }
    assertThat(parsed).isPositive();
  }

  @Test
  void fingerprintsDependOnMeaningNotOnSpelling() {
    assertThat(fingerprint("a + (b)")).isEqualTo(fingerprint("(a+b)"));
    assertThat(fingerprint("a + b")).isNotEqualTo(fingerprint("b + a"));
    assertThat(fingerprint("a + b * 2")).isNotEqualTo(fingerprint("(a + b) * 2"));
    assertThat(fingerprint("min(a, b)")).isNotEqualTo(fingerprint("max(a, b)"));
  }

  private static long fingerprint(String text) {
    return new Fingerprint().add(Expression.parse(text), String::hashCode).value();
  }
}
