package dev.pacer.engine.docker;

import dev.pacer.engine.EngineException;
import dev.pacer.engine.EngineException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads from the runtime's words why an instance could not be created or started. Pure.
final class StartFailure {
  private static final Pattern EXECUTABLE = Pattern.compile("exec: \"([^\"]{0,200})\":?");

  private StartFailure() {}

  static EngineException of(String imageId, EngineAnswer answer) {
    if (answer.says("no space left on device")) {
      return answer.asException();
    }
    if (answer.isNotFound() && answer.says("o such image")) {
      return new EngineException(
          Kind.IMAGE_NOT_FOUND,
          "The image %s is no longer on the container engine.".formatted(imageId));
    }
    return new EngineException(Kind.START_REFUSED, sentence(answer));
  }

  private static String sentence(EngineAnswer answer) {
    Matcher matcher = EXECUTABLE.matcher(answer.message());
    boolean isNamed = matcher.find();
    String command = isNamed ? "The command \"" + matcher.group(1) + "\"" : "The command";
    if (answer.says("executable file not found") || answer.says("no such file or directory")) {
      return command
          + " was not found in the image. Check the StartCommand, which runs without a shell, and the"
          + " image's ENTRYPOINT and CMD.";
    }
    if (answer.says("exec format error")) {
      return command
          + " is not built for this machine's architecture, or is a script without a first line that"
          + " names its interpreter (exec format error).";
    }
    if (isNamed && answer.says("permission denied")) {
      return command + " may not be executed (permission denied). Check its file mode (chmod +x).";
    }
    if (answer.says("No command specified")) {
      return "The image says no command to run, and the service gives no start command. Set"
          + " StartCommand, or CMD in the image.";
    }
    return "The container engine could not start the instance: " + answer.message();
  }
}
