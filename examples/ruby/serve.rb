# Answers with a line, on the port that PORT names. Ruby has no HTTP server of its own since 3.0.
require "socket"

$stdout.sync = true
# The first process of a container has to say that it wants to end.
trap("TERM") { exit }

def answer(client)
  nil while (line = client.gets) && !line.strip.empty?
  line = "Hello from Ruby #{RUBY_VERSION}!\n"
  client.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: #{line.bytesize}\r\n" \
               "Connection: close\r\n\r\n#{line}")
rescue SystemCallError
  # The client is gone.
ensure
  client.close
end

port = Integer(ENV.fetch("PORT", "8080"))
server = TCPServer.new(port)
puts "Listening on port #{port}"
loop { Thread.new(server.accept) { |client| answer(client) } }
