package com.ytempire.ml.generation.picture.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.http.FakeService;
import com.ytempire.ml.generation.http.FakeService.Asked;
import com.ytempire.ml.generation.picture.Picture;
import com.ytempire.ml.generation.picture.PictureBrief;
import com.ytempire.ml.generation.picture.PictureFiles;
import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StabilityPicturesTest {
  private static final String KEY = "sk-secret-0123456789";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final Map<String, String> PNG_HEAD =
      Map.of("Content-Type", "image/png", "finish-reason", "SUCCESS", "seed", "77");
  private static final PictureBrief BRIEF =
      new PictureBrief(
          "space",
          PictureStyle.DRAMATIC,
          "a café on Mars",
          "text, blur",
          List.of(0xff0000),
          77,
          50,
          7.5);

  @Test
  void sendsThePublishedRequestAndReturnsThePicture() throws Exception {
    byte[] png = png(1344, 768);
    try (var server = new FakeService().answers(200, PNG_HEAD, png)) {
      Made<Picture> made = pictures(server.address(), "stable-image-core").make(BRIEF, terms(5000));

      assertThat(made.artefact().bytes()).isEqualTo(png);
      assertThat(made.artefact().width()).isEqualTo(1344);
      assertThat(made.model()).isEqualTo("stable-image-core");
      assertThat(made.usage()).isEqualTo(Usage.ofImages(1));
      Asked asked = server.asked().get(0);
      assertThat(asked.method()).isEqualTo("POST");
      assertThat(asked.uri().getPath()).isEqualTo("/v2beta/stable-image/generate/core");
      assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer " + KEY);
      assertThat(asked.headers().getFirst("Accept")).isEqualTo("image/*");
      assertThat(fields(asked))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "prompt", "a café on Mars",
                  "negative_prompt", "text, blur",
                  "aspect_ratio", "16:9",
                  "seed", "77",
                  "output_format", "png",
                  "style_preset", "cinematic"));
    }
  }

  @Test
  void asksModelsOfStableDiffusionThreeByName() throws Exception {
    try (var server = new FakeService().answers(200, PNG_HEAD, png(1344, 768))) {
      pictures(server.address(), "sd3.5-large-turbo").make(BRIEF, terms(5000));

      Asked asked = server.asked().get(0);
      assertThat(asked.uri().getPath()).isEqualTo("/v2beta/stable-image/generate/sd3");
      assertThat(fields(asked))
          .containsEntry("model", "sd3.5-large-turbo")
          .containsEntry("mode", "text-to-image")
          .doesNotContainKeys("negative_prompt", "style_preset");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stable-diffusion-xl, stable-image-core",
    "stable-image-ultra, stable-image-ultra",
    "SD3.5-Medium, sd3.5-medium"
  })
  void takesTheNearestModelOfTheirs(String named, String taken) {
    assertThat(StabilityModel.nearest(named).name()).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "400, bad_request, REFUSED",
    "401, unauthorized, REFUSED",
    "402, payment_required, REFUSED",
    "403, content_moderation, REFUSED",
    "413, payload_too_large, REFUSED",
    "422, invalid_language, REFUSED",
    "408, request_timeout, AWAY",
    "500, internal_error, AWAY",
    "502, bad_gateway, AWAY",
    "503, unavailable, AWAY",
    "529, overloaded, BUSY",
    "302, redirect, REFUSED"
  })
  void sortsTheirErrors(int status, String name, Reason reason) throws Exception {
    try (var server = error(status, name, Map.of())) {
      ProviderException refused = refusal(pictures(server.address(), "stable-image-core"), 5000);

      assertThat(refused.reason()).isEqualTo(reason);
      assertThat(refused.retryAfter()).isEmpty();
      assertThat(refused).hasMessage("stability: status %d (%s)", status, name);
      assertHoldsNoSecret(refused);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "'Mon, 23 Nov 2026 12:00:30 GMT', 30",
    "'Mon, 23 Nov 2026 11:00:00 GMT', 0",
    "999999, 3600"
  })
  void waitsAsLongAsALimitAsks(String header, long seconds) throws Exception {
    Map<String, String> headers = Map.of("Retry-After", header);
    try (var server = error(429, "rate_limit_exceeded", headers)) {
      ProviderException busy = refusal(pictures(server.address(), "stable-image-core"), 5000);

      assertThat(busy.reason()).isEqualTo(Reason.BUSY);
      assertThat(busy.retryAfter()).contains(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void takesABlurredPictureAsNoneThatMayBeCharged() throws Exception {
    var head = Map.of("Content-Type", "image/png", "finish-reason", "CONTENT_FILTERED");

    ProviderException filtered = refusalOf(200, head, png(1344, 768));

    assertThat(filtered.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(filtered.reason().mayBeCharged()).isTrue();
    assertThat(filtered).hasMessageContaining("filtered");
  }

  @Test
  void refusesWhatIsNoPictureAsAskedFor() throws Exception {
    byte[] png = png(1344, 768);
    byte[] half = Arrays.copyOf(png, png.length / 2);
    var json = Map.of("Content-Type", "application/json");
    var jpeg = Map.of("Content-Type", "image/jpeg", "finish-reason", "SUCCESS");

    assertThat(
            List.of(
                refusalOf(200, json, "{}".getBytes(StandardCharsets.UTF_8)),
                refusalOf(200, Map.of(), png),
                refusalOf(200, jpeg, png),
                refusalOf(200, PNG_HEAD, half),
                refusalOf(200, PNG_HEAD, new byte[0]),
                refusalOf(200, PNG_HEAD, png(1024, 1024)),
                refusalOf(200, PNG_HEAD, png(64, 36)),
                refusalOf(200, PNG_HEAD, new byte[PictureFiles.MAX_BYTES + 1])))
        .extracting(ProviderException::reason)
        .containsOnly(Reason.MALFORMED);
  }

  @Test
  void refusesAPictureThatBreaksOff() throws Exception {
    try (var server = new FakeService().breaksOff(PNG_HEAD, png(1344, 768))) {
      ProviderException broken = refusal(pictures(server.address(), "stable-image-core"), 5000);

      assertThat(broken.reason()).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void takesJpegWhereItsHeaderSaysSo() throws Exception {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image(1344, 768), "jpeg", bytes);
    var head = Map.of("Content-Type", "image/jpeg");
    try (var server = new FakeService().answers(200, head, bytes.toByteArray())) {
      Made<Picture> made = pictures(server.address(), "stable-image-core").make(BRIEF, terms(5000));

      assertThat(made.artefact().mediaType()).isEqualTo("image/jpeg");
    }
  }

  @Test
  void givesUpWhenNoAnswerComesInTime() throws Exception {
    try (var server = new FakeService().isSilent()) {
      ProviderException slow = refusal(pictures(server.address(), "stable-image-core"), 300);

      assertThat(slow.reason()).isEqualTo(Reason.SLOW);
    }
  }

  @Test
  void isAwayWhenNobodyListens() throws Exception {
    URI closed;
    try (var server = new FakeService().isSilent()) {
      closed = server.address();
    }

    ProviderException away = refusal(pictures(closed, "stable-image-core"), 5000);

    assertThat(away.reason()).isEqualTo(Reason.AWAY);
    assertHoldsNoSecret(away);
  }

  @Test
  void showsNoKeyThatNoHeaderTakes() {
    var pictures =
        new StabilityPictures(
            "stability",
            URI.create("http://localhost:1"),
            new Secret(KEY + "\n"),
            new StabilityModel("stable-image-core"),
            CLOCK);

    ProviderException refused = refusal(pictures, 1000);

    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
    assertHoldsNoSecret(refused);
  }

  @Test
  void namesTheModelsThatItKnows() {
    assertThatThrownBy(() -> new StabilityModel("dall-e"))
        .hasMessageContaining("'dall-e'")
        .hasMessageContaining("stable-image-core");
  }

  /** An error as the service words it: an id, a name, and messages. */
  private static FakeService error(int status, String name, Map<String, String> headers)
      throws IOException {
    String body =
        "{\"id\":\"a1b2\",\"name\":\"%s\",\"errors\":[\"prompt: is wrong\"]}".formatted(name);
    return new FakeService().answers(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static ProviderException refusalOf(int status, Map<String, String> head, byte[] body)
      throws IOException {
    try (var server = new FakeService().answers(status, head, body)) {
      return refusal(pictures(server.address(), "stable-image-core"), 5000);
    }
  }

  private static ProviderException refusal(StabilityPictures pictures, int millis) {
    return catchThrowableOfType(ProviderException.class, () -> pictures.make(BRIEF, terms(millis)));
  }

  private static void assertHoldsNoSecret(Throwable thrown) {
    var trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(KEY, "café on Mars", "is wrong");
  }

  private static StabilityPictures pictures(URI address, String model) {
    return new StabilityPictures(
        "stability", address, new Secret(KEY), new StabilityModel(model), CLOCK);
  }

  private static CallTerms terms(int millis) {
    return new CallTerms("key-1", Duration.ofMillis(millis));
  }

  /** Parts of a multipart body, by the boundary that its header names. */
  private static Map<String, String> fields(Asked asked) {
    String type = asked.headers().getFirst("Content-Type");
    String boundary = type.substring(type.indexOf("boundary=") + "boundary=".length());
    assertThat(asked.text()).endsWith("--" + boundary + "--\r\n");
    var fields = new HashMap<String, String>();
    for (String part : asked.text().split("--" + boundary)) {
      int head = part.indexOf("\r\n\r\n");
      if (head > 0) {
        String name = part.replaceAll("(?s).*? name=\"([^\"]+)\".*", "$1");
        fields.put(name, part.substring(head + 4, part.length() - 2));
      }
    }
    return fields;
  }

  private static byte[] png(int width, int height) throws IOException {
    return PictureFiles.png(image(width, height));
  }

  private static BufferedImage image(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, x % height, x * 77);
    }
    return image;
  }
}
