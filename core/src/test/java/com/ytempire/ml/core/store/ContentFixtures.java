package com.ytempire.ml.core.store;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import java.time.Instant;
import java.util.Map;

/** Content whose embeddings lie in a plane, so that their likeness is known. */
public final class ContentFixtures {
  public static final Instant AT = Instant.parse("2020-01-04T19:23:00Z");

  private ContentFixtures() {}

  /** An embedding in the plane of the first two components: cosines are those of the angles. */
  public static float[] direction(double degrees) {
    float[] embedding = new float[ContentIndex.WIDTH];
    embedding[0] = (float) Math.cos(Math.toRadians(degrees));
    embedding[1] = (float) Math.sin(Math.toRadians(degrees));
    return embedding;
  }

  public static ContentSnapshot snapshot(String entityId, String title, Instant at, double views) {
    return new ContentSnapshot(
        entityId,
        title,
        "channel of " + entityId,
        20,
        AT.minusSeconds(3_600),
        entityId + "|" + at,
        at,
        Map.of("views", views, "delta_views", 12.5, "likes", Double.NaN));
  }

  public static EmbeddedContent content(
      String entityId, String encoder, double degrees, Instant at, double views) {
    return new EmbeddedContent(
        snapshot(entityId, "title of " + entityId, at, views), encoder, direction(degrees));
  }
}
