package com.ytempire.ml.generation.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 apples | seven apples",
        "0 or 13 or 21 | zero or thirteen or twenty-one",
        "1,234,567 views | one million two hundred thirty-four thousand five hundred sixty-seven views",
        "100000 subscribers | one hundred thousand subscribers",
        "3.14 | three point one four",
        "code 007 | code zero zero seven",
        "in 1999 and 2024 | in nineteen ninety-nine and twenty twenty-four",
        "in 2005, 1900 and 1905 | in two thousand five, nineteen hundred and nineteen oh five",
        "2020-2024 | twenty twenty to twenty twenty-four",
        "5-10 minutes | five to ten minutes",
        "-5 degrees | minus five degrees",
        "the 1st, 2nd, 3rd, 12th, 20th and 101st | the first, second, third, twelfth, twentieth and one hundred first",
        "50% off | fifty percent off",
        "12.5 % more | twelve point five percent more",
        "$5 | five dollars",
        "$1 | one dollar",
        "$1,299.99 | one thousand two hundred ninety-nine dollars and ninety-nine cents",
        "$3.5M or €2 million | three point five million dollars or two million euros",
        "£9.01 | nine pounds and one pence",
        "10K and 1.5M views | ten thousand and one point five million views",
        "4K at 60fps | four K at sixty frames per second",
        "16 GB, 100km/h | sixteen gigabytes, one hundred kilometers per hour",
        "20°C | twenty degrees celsius",
        "at 10:30 | at ten thirty",
        "at 9:05 am or 12:00 | at nine oh five AM or twelve o'clock",
        "RTX4090 | RTX four thousand ninety",
        "R&D + design | R and D plus design",
        "Dr. Smith vs. Mr. Jones, etc. | doctor Smith versus mister Jones, et cetera",
        "e.g. this, i.e. that | for example this, that is that",
        "No. 5 | number five",
        "see www.example.com/deals now | see example dot com slash deals now",
        "https://example.org/a?b=c&d=1. | example dot org.",
        "mail me@my-site.co.uk | mail me at my dash site dot co dot uk",
        "#BestOf2024 by @MrBeast | hashtag Best Of twenty twenty-four by at Mr Beast",
        "**Bold** and _soft_ `code` | Bold and soft code",
        "Nothing to change here! | Nothing to change here!",
      })
  void readsAsPeopleDo(String written, String spoken) {
    assertThat(SpokenForm.of(written)).isEqualTo(spoken);
  }

  @Test
  void leavesEmojiOut() {
    assertThat(SpokenForm.of("Wow \ud83d\ude00\ud83d\udc4d\ud83c\udffd, great \u2764\ufe0f!"))
        .isEqualTo("Wow, great!");
    assertThat(SpokenForm.of("\ud83d\ude80 \ud83d\udd25")).isEmpty();
  }

  @Test
  void keepsLettersOfEveryLanguage() {
    assertThat(SpokenForm.of("Caf\u00e9 \u4f60\u597d \u041c\u043e\u0441\u043a\u0432\u0430"))
        .isEqualTo("Caf\u00e9 \u4f60\u597d \u041c\u043e\u0441\u043a\u0432\u0430");
  }

  @Test
  void leavesNoDigitWhateverTheText() {
    long seed = 20_261_123L;
    var random = new Random(seed);
    String letters = "0123456789.,:-%$\u20ac#@ abKMs/+&*\u2026!";
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(40); j > 0; j--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }

      String spoken = SpokenForm.of(text.toString());

      assertThat(spoken).as("seed %d, text '%s'", seed, text).doesNotContainPattern("[0-9]");
    }
  }
}
