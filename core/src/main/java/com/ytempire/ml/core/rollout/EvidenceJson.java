package com.ytempire.ml.core.rollout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.evidence.Finding;
import com.ytempire.ml.core.evidence.Tally;
import com.ytempire.ml.core.prediction.SideCounts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Evidence as one JSON object, as it is kept with decisions and shown to callers. */
public final class EvidenceJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final double ROUNDING = 1e6;

  private EvidenceJson() {}

  /** All figures; shares are rounded to six decimals. */
  public static String write(CanaryEvidence evidence) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("active_model_id", evidence.active().modelId());
      out.writeStringField("model_id", evidence.candidate().modelId());
      out.writeStringField("since", evidence.since().toString());
      out.writeStringField("at", evidence.at().toString());
      out.writeNumberField("slow_above_ms", evidence.slow().toMillis());
      counts(out, "active", evidence.activeCounts());
      counts(out, "candidate", evidence.candidateCounts());
      out.writeArrayFieldStart("questions");
      for (Finding finding : evidence.verdict().findings()) {
        finding(out, finding);
      }
      out.writeEndArray();
      out.writeStringField("verdict", evidence.verdict().step().name().toLowerCase(Locale.ROOT));
      out.writeArrayFieldStart("missing_for_promotion");
      for (String missing : evidence.verdict().missing()) {
        out.writeString(missing);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed: " + e.getMessage(), e);
    }
    return text.toString();
  }

  private static void counts(JsonGenerator out, String name, SideCounts counts) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("requests", counts.requests());
    out.writeNumberField("errors", counts.errors());
    out.writeNumberField("slow", counts.slow());
    out.writeNumberField("judged", counts.judged());
    out.writeNumberField("wrong", counts.wrong());
    out.writeEndObject();
  }

  private static void finding(JsonGenerator out, Finding finding) throws IOException {
    out.writeStartObject();
    out.writeStringField("question", finding.question().word());
    tally(out, "active", finding.active());
    tally(out, "candidate", finding.candidate());
    out.writeNumberField("difference", rounded(finding.difference()));
    out.writeNumberField("difference_above", rounded(finding.lower()));
    out.writeNumberField("difference_below", rounded(finding.upper()));
    out.writeNumberField("margin", rounded(finding.margin()));
    out.writeBooleanField("harm", finding.isHarm());
    out.writeBooleanField("cleared", finding.isHarmless());
    out.writeEndObject();
  }

  private static void tally(JsonGenerator out, String name, Tally tally) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("trials", tally.trials());
    out.writeNumberField("share", rounded(tally.share()));
    out.writeEndObject();
  }

  private static double rounded(double share) {
    return Math.rint(share * ROUNDING) / ROUNDING;
  }
}
