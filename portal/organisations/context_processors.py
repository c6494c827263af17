def help_lines(request):
    return {}
