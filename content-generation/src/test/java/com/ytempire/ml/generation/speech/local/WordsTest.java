package com.ytempire.ml.generation.speech.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.generation.spoken.Prosody;
import com.ytempire.ml.generation.spoken.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Don't stop, it's twenty-four! | Don't stop , it's twenty four !",
        "Really?!... | Really ?",
        "The GPU of NASA at five PM | The gee pea you of NASA at five pea em",
        "Four K and a W, I say | Four kay and a double you , I say",
        "Zoë’s naïve Straße — yes | Zoe's naive Strasse , yes",
        "and/or (maybe) \"so\" | and or maybe so",
      })
  void areWhatTheEngineCanSay(String text, String words) {
    assertThat(String.join(" ", Words.of(List.of(Run.plain(text))).texts())).isEqualTo(words);
  }

  @Test
  void eachHasItsRunsProsody() {
    Prosody loud = new Prosody(1, 1, 2);

    Words words = Words.of(List.of(Run.plain("So,"), new Run("AI wins.", loud, Duration.ZERO)));

    assertThat(words.texts()).containsExactly("So", ",", "ay", "eye", "wins", ".");
    assertThat(words.prosodies())
        .containsExactly(Prosody.PLAIN, Prosody.PLAIN, loud, loud, loud, loud);
  }

  @Test
  void signsAloneAndOtherScriptsAreNoWord() {
    assertThat(Words.of(List.of(Run.plain("?! ... 你好"))).hasWord()).isFalse();
  }

  @Test
  void endlessWordsAreCut() {
    assertThat(Words.of(List.of(Run.plain("a".repeat(5000)))).texts())
        .containsExactly("a".repeat(60));
  }
}
