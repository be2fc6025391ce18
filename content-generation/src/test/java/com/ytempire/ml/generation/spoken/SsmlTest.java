package com.ytempire.ml.generation.spoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsmlTest {
  private static final Duration SENTENCE = Duration.ofMillis(350);
  private static final Duration PARAGRAPH = Duration.ofMillis(750);

  @Test
  void textIsCutIntoSentencesAsWithoutMarkup() {
    assertThat(Ssml.sentences("<speak>I have 2 cats. You &amp; I!</speak>"))
        .isEqualTo(SpokenText.sentences("I have 2 cats. You & I!"));
  }

  @Test
  void paragraphsAndSentencesHaveTheirPauses() {
    assertThat(
            Ssml.sentences(
                """
                <?xml version="1.0"?>
                <speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-US">
                  <p><s>One. still one</s> <s>Two</s></p>
                  <p>Three. Four.</p>
                </speak>"""))
        .containsExactly(
            plain("One. still one", SENTENCE),
            plain("Two", PARAGRAPH),
            plain("Three.", SENTENCE),
            plain("Four.", PARAGRAPH));
  }

  @Test
  void aBreakIsAPauseWhereItStands() {
    assertThat(
            Ssml.sentences(
                "<speak>One <break time='500ms'/>two. <break time=\"2s\"/> Three.<break"
                    + " strength='x-strong'/></speak>"))
        .containsExactly(
            new Sentence(
                List.of(
                    Run.plain("One"),
                    new Run("", Prosody.PLAIN, Duration.ofMillis(500)),
                    Run.plain("two.")),
                Duration.ofSeconds(2)),
            plain("Three.", Duration.ofMillis(1200)));
  }

  @Test
  void prosodyMultipliesWithWhatIsAround() {
    List<Sentence> sentences =
        Ssml.sentences(
            "<speak><prosody rate='120%' pitch='+12st'>Go <prosody rate='-50%' volume='+6dB'>on"
                + "</prosody></prosody> now.</speak>");

    List<Run> runs = sentences.get(0).runs();
    assertThat(runs).extracting(Run::text).containsExactly("Go", "on", "now.");
    assertThat(runs.get(0).prosody()).isEqualTo(new Prosody(1.2, 2, 1));
    assertThat(runs.get(1).prosody()).isEqualTo(new Prosody(0.6, 2, Math.pow(10, 0.3)));
    assertThat(runs.get(2).prosody()).isEqualTo(Prosody.PLAIN);
  }

  @Test
  void emphasisIsSlowerHigherAndLouder() {
    Prosody strong =
        Ssml.sentences("<speak><emphasis level='strong'>Now</emphasis></speak>")
            .get(0)
            .runs()
            .get(0)
            .prosody();

    assertThat(strong).isEqualTo(new Prosody(0.85, 1.12, 1.25));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<say-as interpret-as='characters'>GPU4</say-as> | G P U four",
        "<say-as interpret-as='cardinal'>1,024</say-as> | one thousand twenty-four",
        "<say-as interpret-as='ordinal'>23</say-as> | twenty-third",
        "<say-as interpret-as='telephone'>+1 (555) 010</say-as> | one five five five zero one zero",
        "<sub alias='World Wide Web'>WWW</sub> | World Wide Web",
        "<sub alias='Doctor No. 2. Really'>Dr. 2</sub> | Doctor number two. Really",
      })
  void wordsStandForWhatIsWritten(String markup, String spoken) {
    assertThat(Ssml.sentences("<speak>" + markup + "</speak>"))
        .extracting(Sentence::text)
        .containsExactly(spoken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<voice name='x'>a</voice> | line 1, column 24: element 'voice' in 'speak'; allowed are break, emphasis, p, prosody, s, say-as, sub",
        "<s><p>a</p></s> | line 1, column 14: element 'p' in 's'; allowed are break, emphasis, prosody, say-as, sub",
        "<sub alias='a'><s>a</s></sub> | line 1, column 26: element 's' in 'sub'; no element is allowed here",
        "<break time='11s'/> | line 1, column 27: element 'break': time '11s'; allowed are 0ms to 10s",
        "<break strength='huge'/> | line 1, column 32: element 'break': strength 'huge'; allowed are medium, none, strong, weak, x-strong, x-weak",
        "<prosody rate='9000%'>a</prosody> | line 1, column 30: element 'prosody': rate '9000%'; allowed are default, fast, medium, slow, x-fast, x-slow, 20% to 500%, +N%, -N%",
        "<prosody>a</prosody> | line 1, column 17: element 'prosody': no attribute; expected rate, pitch or volume",
        "<prosody pitch='120Hz'>a</prosody> | line 1, column 31: element 'prosody': pitch '120Hz'; allowed are default, high, low, medium, x-high, x-low, +N%, -N%, +Nst, -Nst",
        "<prosody range='x'>a</prosody> | line 1, column 27: attribute 'range' of 'prosody'; allowed are pitch, rate, volume",
        "<emphasis level='loud'>a</emphasis> | line 1, column 31: element 'emphasis': level 'loud'; allowed are moderate, none, reduced, strong",
        "<say-as interpret-as='date'>a</say-as> | line 1, column 36: element 'say-as': interpret-as 'date'; allowed are cardinal, characters, digits, number, ordinal, spell-out, telephone, verbatim",
        "<say-as>a</say-as> | line 1, column 16: element 'say-as': attribute 'interpret-as' is missing",
        "<say-as interpret-as='cardinal'>many</say-as> | line 1, column 46: element 'say-as': number 'many'; expected digits",
      })
  void refusesWhatIsNotOfTheSubsetAndSaysWhere(String markup, String message) {
    assertThatThrownBy(() -> Ssml.sentences("<speak>" + markup + "</speak>"))
        .isInstanceOf(SsmlException.class)
        .hasMessage("ssml " + message);
  }

  @Test
  void namesTheLineOfAFault() {
    assertThatThrownBy(() -> Ssml.sentences("<speak>\n\n  <audio src='x'/>\n</speak>"))
        .isInstanceOfSatisfying(SsmlException.class, e -> assertThat(e.line()).isEqualTo(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<speak>a | no well-formed XML",
        "plain text | no well-formed XML",
        "<speak>a</speak><speak>b</speak> | no well-formed XML",
        "<speak>a &nbsp; b</speak> | no well-formed XML",
        "<voice>a</voice> | element 'voice'; allowed are speak",
      })
  void refusesWhatIsNoDocument(String document, String message) {
    assertThatThrownBy(() -> Ssml.sentences(document))
        .isInstanceOf(SsmlException.class)
        .hasMessageEndingWith(message);
  }

  @Test
  @Timeout(5)
  void readsNoFileAndGrowsNoEntity() {
    String file =
        "<!DOCTYPE speak [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><speak>&x;</speak>";
    String bomb =
        "<!DOCTYPE speak [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><speak>&b;</speak>";

    assertThatThrownBy(() -> Ssml.sentences(file))
        .isInstanceOf(SsmlException.class)
        .hasMessageContaining("a document type; none is allowed");
    assertThatThrownBy(() -> Ssml.sentences(bomb)).isInstanceOf(SsmlException.class);
  }

  @Test
  void refusesTooManyElementsWithinEachOther() {
    String deep =
        "<speak>" + "<emphasis>".repeat(1000) + "a" + "</emphasis>".repeat(1000) + "</speak>";

    assertThatThrownBy(() -> Ssml.sentences(deep))
        .isInstanceOf(SsmlException.class)
        .hasMessageContaining("more than 20 elements within each other");
  }

  private static Sentence plain(String text, Duration pause) {
    return new Sentence(List.of(Run.plain(text)), pause);
  }
}
