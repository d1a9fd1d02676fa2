// Answers with a line, on the port that PORT names. ASP.NET ends on SIGTERM by itself.
var port = Environment.GetEnvironmentVariable("PORT") ?? "8080";
var app = WebApplication.Create(args);
app.MapGet("/", () => $"Hello from .NET {Environment.Version}!\n");
app.Run($"http://0.0.0.0:{port}");
