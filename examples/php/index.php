<?php
// Answers with a line.
header('Content-Type: text/plain');
echo 'Hello from PHP ', PHP_VERSION, "!\n";
