package dev.pacer.compat.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The tags of a resource.
final class Tags {
  /// What a resource is created with.
  static final String AT_CREATION =
      "'Tags': [{'Key': 'team', 'Value': 'a+b=c / ü ✓'}, {'Key': 'old', 'Value': 'yes'}]";

  private Tags() {}

  /// Checks that the tags of a resource that was created with some are shown, added to, replaced and
  /// taken away.
  static void keeps(Conversation aws, String arn) throws Exception {
    assertThat(of(aws, arn)).isEqualTo(Map.of("team", "a+b=c / ü ✓", "old", "yes"));
    aws.call(
        "TagResource",
        """
        {'ResourceArn': '%s', 'Tags': [{'Key': 'team', 'Value': 'blue'}, {'Key': 'cost', 'Value': ''}]}
        """
            .formatted(arn));
    aws.call("UntagResource", "{'ResourceArn': '%s', 'TagKeys': ['old']}".formatted(arn));
    assertThat(of(aws, arn)).isEqualTo(Map.of("team", "blue", "cost", ""));
  }

  private static Map<String, String> of(Conversation aws, String arn) throws Exception {
    JsonNode tags = aws.call("ListTagsForResource", "ResourceArn", arn).get("Tags");
    return tags.valueStream()
        .collect(
            Collectors.toMap(tag -> tag.get("Key").asString(), tag -> tag.get("Value").asString()));
  }
}
