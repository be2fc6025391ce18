package com.ytempire.ml.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.RequestLimits;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/**
 * Makes JSON strict: a field that is not known, a value of another type, a name given twice or
 * anything after the end is refused, never guessed at. Depth and lengths are bounded.
 */
@Singleton
final class StrictJson implements BeanCreatedEventListener<ObjectMapper> {
  /** Digits that no double and no 64-bit number needs. */
  private static final int MOST_DIGITS = 400;

  private static final int LONGEST_NAME = 1000;

  private final Provider<PlatformSettings> settings;

  StrictJson(Provider<PlatformSettings> settings) {
    this.settings = settings;
  }

  @Override
  public ObjectMapper onCreated(BeanCreatedEvent<ObjectMapper> event) {
    return strict(event.getBean(), settings.get().service().limits());
  }

  @SuppressWarnings("deprecation") // There is no other way to change a mapper that exists.
  static ObjectMapper strict(ObjectMapper mapper, RequestLimits limits) {
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.jsonDepth())
                .maxStringLength(limits.jsonTextLength())
                .maxNumberLength(MOST_DIGITS)
                .maxNameLength(LONGEST_NAME)
                .build());
    mapper.configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);
    mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
    mapper.configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false);
    mapper.configure(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS, false);
    mapper.configure(EnumFeature.READ_ENUM_KEYS_USING_INDEX, false);
    mapper.enable(
        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    mapper.disable(
        DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
        DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS,
        DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
        DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT,
        DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    for (LogicalType time : new LogicalType[] {LogicalType.DateTime, LogicalType.Enum}) {
      mapper
          .coercionConfigFor(time)
          .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    }
    mapper.registerModule(new JavaTimeModule());
    return mapper.registerModule(
        new SimpleModule("strict")
            .setDeserializerModifier(new OnlyObjects())
            .addDeserializer(Instant.class, new Times())
            .addDeserializer(double.class, new Numbers(double.class))
            .addDeserializer(Double.class, new Numbers(Double.class)));
  }

  /** Jackson's own takes numbers for times, of a unit that depends on their size. */
  private static final class Times extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Times() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        throw InvalidFormatException.from(
            parser,
            "no time",
            parser.currentToken().isScalarValue() ? parser.getText() : null,
            Instant.class);
      }
      return InstantDeserializer.INSTANT.deserialize(parser, context);
    }
  }

  /** Jackson's own takes texts such as "NaN" for numbers whatever it is told. */
  private static final class Numbers extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    Numbers(Class<Double> type) {
      super(type);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonToken token = parser.currentToken();
      if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
        boolean text = token == JsonToken.VALUE_STRING;
        throw InvalidFormatException.from(
            parser,
            "no number",
            text || token.isScalarValue() ? parser.getText() : null,
            Double.class);
      }
      double value = parser.getDoubleValue();
      if (Double.isInfinite(value)) {
        throw InvalidFormatException.from(parser, "too large", parser.getText(), Double.class);
      }
      return value;
    }

    @Override
    public Double getNullValue(DeserializationContext context) throws JsonMappingException {
      if (handledType() == double.class) {
        throw InvalidNullException.from(context, null, context.constructType(double.class));
      }
      return super.getNullValue(context);
    }
  }

  /** Micronaut's own tries to make a record of any number or boolean, and fails on its way. */
  private static final class OnlyObjects extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
      return bean.getBeanClass().isRecord() ? new OnlyObject(deserializer) : deserializer;
    }
  }

  /** Refuses whatever is no object before the record's own deserializer sees it. */
  private static final class OnlyObject extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    OnlyObject(JsonDeserializer<?> record) {
      super(record);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> record) {
      return new OnlyObject(record);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonToken token = parser.currentToken();
      if (token != null && (token.isScalarValue() || token == JsonToken.START_ARRAY)) {
        throw MismatchedInputException.from(parser, handledType(), "no object");
      }
      return super.deserialize(parser, context);
    }
  }
}
