package com.ytempire.ml.generation.cost;

import com.ytempire.ml.generation.provider.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a model charges, in US dollars.
 *
 * @param perMillionInputTokens for a million tokens read
 * @param perMillionOutputTokens for a million tokens written
 * @param perThousandCharacters for a thousand characters spoken
 * @param perImage for a picture
 */
public record Price(
    BigDecimal perMillionInputTokens,
    BigDecimal perMillionOutputTokens,
    BigDecimal perThousandCharacters,
    BigDecimal perImage) {
  /** Dollars are kept to this many decimals: a millionth. */
  public static final int DECIMALS = 6;

  /** Of what costs nothing. */
  public static final Price FREE =
      new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  public Price {
    require("input_per_million_tokens", perMillionInputTokens);
    require("output_per_million_tokens", perMillionOutputTokens);
    require("per_thousand_characters", perThousandCharacters);
    require("per_image", perImage);
  }

  private static void require(String name, BigDecimal price) {
    if (price.signum() < 0) {
      throw new IllegalArgumentException("%s %s; expected 0 or more".formatted(name, price));
    }
  }

  /** The cost of a call, rounded up to a millionth of a dollar. */
  public BigDecimal of(Usage usage) {
    return part(perMillionInputTokens, usage.inputTokens(), MILLION)
        .add(part(perMillionOutputTokens, usage.outputTokens(), MILLION))
        .add(part(perThousandCharacters, usage.characters(), THOUSAND))
        .add(part(perImage, usage.images(), BigDecimal.ONE))
        .setScale(DECIMALS, RoundingMode.UP);
  }

  private static BigDecimal part(BigDecimal price, long amount, BigDecimal per) {
    return price.multiply(BigDecimal.valueOf(amount)).divide(per);
  }
}
