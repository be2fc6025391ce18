package com.ytempire.ml.generation.speech.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.Tones;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.speech.Emotion;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.speech.SpeechSettings;
import com.ytempire.ml.generation.speech.VoiceProfile;
import com.ytempire.ml.generation.speech.remote.WireServer.Reply;
import com.ytempire.ml.generation.spoken.Prosody;
import com.ytempire.ml.generation.spoken.Run;
import com.ytempire.ml.generation.spoken.Sentence;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every voice service's client does with what may come back. */
@Timeout(30)
abstract class RemoteVoiceTest {
  static final Secret KEY = new Secret("key-0123456789");
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  static final CallTerms TERMS = new CallTerms("call-7", Duration.ofSeconds(10));
  static final Sound VOICE = Tones.syllables(2, 24_000);
  static final SpeechPiece PIECE =
      piece(Emotion.NEUTRAL, SpeechSettings.DEFAULT, VoiceProfile.CUSTOM);

  final WireServer server = new WireServer();

  abstract Provider<SpeechPiece, Sound> voice(URI address, Secret key);

  /** A good answer with this sound. */
  abstract Reply good(Sound sound);

  /** An error as this service publishes it. */
  abstract String error(int status, String code);

  @AfterEach
  void close() {
    server.close();
  }

  final Provider<SpeechPiece, Sound> voice() {
    return voice(server.address(), KEY);
  }

  static SpeechPiece piece(Emotion emotion, SpeechSettings settings, VoiceProfile profile) {
    return new SpeechPiece(
        1,
        List.of(
            new Sentence(
                List.of(
                    Run.plain("Tom & Ann"),
                    new Run("never", new Prosody(0.8, 1.1, 1.2), Duration.ofMillis(400)),
                    Run.plain("agree.")),
                Duration.ofSeconds(1)),
            new Sentence(List.of(Run.plain("Why?")), Duration.ofMillis(350))),
        profile,
        emotion,
        settings,
        "Before.",
        "After.");
  }

  @Test
  void busyWithATimeToWaitSaysSo() {
    server.answers(Reply.json(429, error(429, "too_many_requests")).with("Retry-After", "17"));

    ProviderException failure = failure();

    assertThat(failure.reason()).isEqualTo(Reason.BUSY);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
    assertThat(failure).hasMessage("%s: status 429 (too_many_requests)".formatted(voice().name()));
  }

  @Test
  void busyUntilADateSaysHowLongThatIs() {
    server.answers(Reply.json(503, "").with("Retry-After", "Mon, 23 Nov 2026 12:00:30 GMT"));

    ProviderException failure = failure();

    assertThat(failure.reason()).isEqualTo(Reason.BUSY);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
  }

  @Test
  void busyWithoutATimeToWaitHasNone() {
    server.answers(Reply.json(429, error(429, "busy")));
    assertThat(failure().retryAfter()).isEmpty();

    server.answers(Reply.json(429, error(429, "busy")).with("Retry-After", "soon"));
    assertThat(failure().retryAfter()).isEmpty();
  }

  @Test
  void aTimeToWaitIsAnHourAtMost() {
    server.answers(Reply.json(429, "").with("Retry-After", "999999999"));

    assertThat(failure().retryAfter()).isEqualTo(Optional.of(Duration.ofHours(1)));
  }

  @Test
  void aKeyOrRequestThatIsNotAcceptedIsRefused() {
    for (int status : List.of(400, 401, 402, 403, 404, 413, 415, 422)) {
      server.answers(Reply.json(status, error(status, "no_good")));
      assertThat(failure().reason()).as("%d", status).isEqualTo(Reason.REFUSED);
    }
  }

  @Test
  void failuresOfItsOwnMayPass() {
    for (int status : List.of(500, 502, 504)) {
      server.answers(Reply.of(status, "text/html", new byte[] {'<', 'h', '1', '>'}));
      assertThat(failure().reason()).as("%d", status).isEqualTo(Reason.AWAY);
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.answers(
        Reply.json(302, "").with("Location", server.address().resolve("/other").toString()));

    assertThat(failure().reason()).isEqualTo(Reason.REFUSED);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void aWrongMediaTypeIsMalformed() {
    Reply good = good(VOICE);
    server.answers(Reply.of(200, "text/html; charset=utf-8", good.body()));

    ProviderException failure = failure();

    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure)
        .hasMessageStartingWith("%s: its answer is text/html; expected".formatted(voice().name()));
  }

  @Test
  void anAnswerThatIsBrokenOffIsMalformed() {
    server.answers(good(VOICE).brokenOff());

    ProviderException failure = failure();

    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure).hasMessage("%s: its answer was broken off".formatted(voice().name()));
  }

  @Test
  void soundTooShortForItsWordsIsMalformed() {
    server.answers(good(VOICE.slice(0, 4800)));

    ProviderException failure = failure();

    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure).hasMessage("%s: 5 words in 200 ms; broken off".formatted(voice().name()));
  }

  @Test
  void silenceIsMalformed() {
    server.answers(good(Sound.silence(Duration.ofSeconds(2), 24_000)));

    assertThat(failure()).hasMessage("%s: silence".formatted(voice().name()));
  }

  @Test
  void anEmptyAnswerIsMalformed() {
    Reply good = good(VOICE);
    server.answers(new Reply(200, good.headers(), new byte[0], 0));

    assertThat(failure()).hasMessage("%s: its answer is empty".formatted(voice().name()));
  }

  @Test
  void noAnswerInTimeIsSlow() {
    server.hangs();

    assertThatThrownBy(() -> voice().make(PIECE, new CallTerms("k", Duration.ofMillis(300))))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SLOW));
  }

  @Test
  void nobodyThereIsAway() {
    URI address = server.address();
    server.close();

    assertThatThrownBy(() -> voice(address, KEY).make(PIECE, TERMS))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AWAY));
  }

  @Test
  void aFailureShowsNothingOfKeyOrRequest() {
    String echo = "never agree key-0123456789";
    for (int status : List.of(400, 401, 429, 500)) {
      server.answers(Reply.json(status, error(status, echo)));

      Throwable failure = failure();

      for (Throwable shown = failure; shown != null; shown = shown.getCause()) {
        assertThat(shown.toString()).doesNotContain("key-0123", "agree");
      }
    }
  }

  @Test
  void aKeyThatNoHeaderHoldsIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> voice(server.address(), new Secret("abc\ndef")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("abc")
        .hasMessageContaining("key is empty or has characters that a key has not");
  }

  final ProviderException failure() {
    return catchThrowableOfType(ProviderException.class, () -> voice().make(PIECE, TERMS));
  }
}
